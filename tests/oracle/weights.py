"""How often the generator gives each value: so that every ruled row is fired by a fair share.

A fact that is not named here takes any of its values alike.
"""

Weights = dict[str, float]

VALUES: dict[str, Weights] = {
    "task": {
        "worried": 2,
        "missing_now": 3,
        "returned": 2,
        "received_referral": 3,
        "plan_intervention": 4,
    },
    "immediate_danger": {"no": 5, "yes": 1},
    "role": {
        "frontline": 4,
        "designated_lead": 2,
        "manager": 2,
        "met_lead": 2,
        "social_worker": 4,
        "police": 1.5,
        "residential_staff": 3,
        "foster_carer": 2,
    },
    "living": {
        "family": 3,
        "foster": 2,
        "residential": 3,
        "independent": 1,
        "temporary": 1,
        "no_fixed_address": 1,
    },
    "from_abroad": {"yes": 1, "no": 1},
    "missing_status": {"not_missing": 2, "missing_now": 1, "returned": 1},
    "police_informed": {"yes": 3, "no": 1},
    "police_category": {"absent": 3, "missing": 3, "not_decided": 1},
    "unaccompanied_asylum_seeking": {"yes": 2, "no": 1},
    "record_seraf": {"yes": 4, "no": 1},
    "concerns_remain": {"yes": 3, "no": 1},
    "referral_made": {"yes": 1, "no": 1},
    "nrm_stage": {
        "not_referred": 2,
        "referred": 2,
        "reasonable_grounds_positive": 3,
        "reasonable_grounds_negative": 1,
        "conclusive_positive": 1,
        "conclusive_negative": 1,
    },
    "return_interview_outcome": {
        "not_held": 4,
        "further_assessment": 1,
        "safeguarding_procedures": 1,
        "high_risk_strategy_meeting": 1,
        "support_services": 1,
        "no_further_action": 1,
    },
}

# Ages about which rules turn come often; the ends of the range come now and then.
AGES: dict[int, float] = {
    0: 0.5,
    8: 1,
    11: 2,
    12: 3,
    13: 3,
    14: 3,
    15: 3,
    16: 3,
    17: 3,
    18: 3,
    19: 3,
    21: 2,
    24: 1,
    40: 1,
    120: 0.5,
}

EPISODES: dict[int, float] = {0: 1, 1: 3, 2: 3, 3: 3, 4: 1, 12: 1, 90: 0.5}

# Where unknown is what fires a row, how often at least it is drawn.
SILENCE: dict[str, float] = {"consent": 0.4, "looked_after": 0.2, "immediate_danger": 0.15}

# How far back a time lies, in days at most.
DAYS_BACK: dict[str, int] = {
    "missing_since": 4,
    "reported_to_police_at": 2,
    "returned_at": 6,
    "referral_date": 20,
    "reasonable_grounds_date": 60,
    "strategy_discussion_date": 20,
}
