"""What the search knows beside the texts: synonyms, words that found nothing, and the words there are."""

from home.search import services
from home.search.models import SynonymGroup

from .texts import LANGUAGES, read


def learn() -> None:
    """Write synonyms down, search in vain as people do, and gather the words that mistyped ones are guessed from."""
    told = read("search")
    for language in LANGUAGES:
        for words in told["synonyms"][language]:
            group = SynonymGroup(language=language, words=words)
            group.full_clean()
            group.save()
        for words in told["missed"][language]:
            services.note_missed(query=words, language=language)
    services.gather_vocabulary()
