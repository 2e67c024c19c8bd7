"""The author's own words within a Russian quotation: «Нет, — говорит Иванов, — этого не было».

Other languages close the marks before such words and open them again; Russian does not (Розенталь, § 62).
"""

from __future__ import annotations

import re

_VERBS = (
    r"сказал\w*|скажет|говор\w+|восклица\w+|воскликн\w+|пиш\w+|писа\w+|напис\w+|заметил\w*|замеча\w+|отмеча\w+|отметил\w*|утвержда\w+|"
    r"утвердил\w*|заяв\w+|отвеча\w+|ответил\w*|спрашива\w+|спросил\w*|дума\w+|подумал\w*|признава\w+|признал\w*|призна[её]тся|вспомина\w+|"
    r"вспомнил\w*|продолжа\w+|продолжил\w*|объясня\w+|объяснил\w*|рассужда\w+|подч[её]ркива\w+|подчеркнул\w*|сообща\w+|сообщил\w*|указыва\w+|"
    r"указал\w*|поясня\w+|пояснил\w*|добавля\w+|добавил\w*|завершил\w*|заключа\w+|заключил\w*|сетова\w+|сетует|размышля\w+|свидетельств\w+"
)
_INSERTED = re.compile(
    rf"(?P<stop>[,.!?…]*)\s*[—–-]\s+(?=[а-яё])[^«»—–]{{0,60}}?\b(?:{_VERBS})\b[^«»—–]{{0,120}}?[,.]\s*[—–-]\s+"
)
_MOST = 2  # insertions in one quotation


def without_insertions(text: str) -> tuple[str, ...]:
    """A quotation without what its author put in between dashes, as the source may have it; none where nothing was.

    The comma before the first dash may be the source's own or not, so that there are two.
    """
    if not _INSERTED.search(text):
        return ()
    with_comma = _INSERTED.sub(lambda match: f"{match['stop']} ", text, count=_MOST)
    without = _INSERTED.sub(lambda match: f"{match['stop'].rstrip(',')} ", text, count=_MOST)
    return tuple(dict.fromkeys((with_comma, without)))
