"""What a browser keeps of ours, in cookies that no script can read: its case and its forms' key."""

from __future__ import annotations

from flask import Response, request

from assistant.web.forms import single
from assistant.web.guard import CASE_COOKIE, FORM_COOKIE, new_key, same_key


class Stop(Exception):
    """Nothing was written; a page with this message and status is the answer."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def held() -> str:
    """What the browser holds of a case, empty for nothing."""
    return request.cookies.get(CASE_COOKIE, "")


def form_key() -> str:
    """The key for the forms of the page that is made now."""
    return request.cookies.get(FORM_COOKIE) or new_key()


def check_key() -> None:
    """The form that came is of a page of ours. Raises Stop."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    kept = request.cookies.get(FORM_COOKIE, "")
    if site != "same-origin" or not same_key(single(request.form, "key"), kept):
        raise Stop(403, "That form did not come from a page of this server.")


def keep_case(response: Response, token: str) -> Response:
    """Let the browser keep its way into a case."""
    return _keep(response, CASE_COOKIE, token)


def keep_key(response: Response, key: str) -> Response:
    """Let the browser keep the key of its forms."""
    return _keep(response, FORM_COOKIE, key)


def forget(response: Response) -> Response:
    """Let the browser keep nothing of ours: our two cookies are all that it has.

    Clear-Site-Data would take the cookies of every other service under the same domain along, and
    hold the next page up while it clears. Our pages are never stored, so there is nothing to clear.
    """
    for name in (CASE_COOKIE, FORM_COOKIE):
        response.delete_cookie(
            name, httponly=True, samesite="Lax", secure=request.is_secure, path="/"
        )
    return response


def _keep(response: Response, name: str, value: str) -> Response:
    response.set_cookie(
        name, value, httponly=True, samesite="Lax", secure=request.is_secure, path="/"
    )
    return response
