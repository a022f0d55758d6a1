"""What the routes work with, and the questions about a caller that both faces ask."""

from dataclasses import dataclass

from starlette.requests import Request

from . import audit
from .api_keys import ApiKeys
from .catalogue import Catalogue
from .consents import Consents
from .officers.accounts import Accounts
from .officers.cases import Cases
from .officers.corrections import Corrections
from .officers.evidence import Evidence
from .officers.worklist import Worklist
from .open311.comments import Comments
from .open311.reports import Reports
from .problems import BAD_KEY, Problem
from .register import Register


@dataclass(frozen=True)
class Backend:
    """The parts behind the routes. `public_url` is our address as others see it, if it was set."""

    register: Register
    catalogue: Catalogue
    keys: ApiKeys
    accounts: Accounts
    cases: Cases
    consents: Consents
    corrections: Corrections
    evidence: Evidence
    worklist: Worklist
    reports: Reports
    comments: Comments
    public_url: str | None = None

    def client(self, secret: str | None) -> str:
        """The name of the client with this API key; Problem 403 where there is none."""
        name = self.keys.client(secret)
        if name is None:
            raise Problem(403, BAD_KEY)
        audit.acting("client", name)
        return name

    def base_url(self, request: Request) -> str:
        """Our address without a slash at the end."""
        return (self.public_url or str(request.base_url)).rstrip("/")
