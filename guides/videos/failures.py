"""How work on a film fails: in words for its editors."""

from django.utils.functional import Promise


class WorkFailed(Exception):
    """It did not work; `words` say why to an editor, `detail` is what the program said, for the log."""

    def __init__(self, words: str | Promise, detail: str = "") -> None:
        """Keep both: the words are shown, the detail never is."""
        self.words = words
        self.detail = detail
        super().__init__(str(words))


class FileUnusable(WorkFailed):
    """It is the file: the same one would fail again, another is needed."""
