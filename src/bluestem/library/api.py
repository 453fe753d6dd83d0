"""What other rooms may use of the library."""

from bluestem.library.choices import PublicationKind
from bluestem.library.models import Publication, PublicationTranslation
from bluestem.library.services import record_download, save_publication

__all__ = ["Publication", "PublicationKind", "PublicationTranslation", "record_download", "save_publication"]
