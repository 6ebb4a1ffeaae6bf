"""The real consultation against the worked cases and against the second reading of plan.md."""
