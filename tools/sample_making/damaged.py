"""Files with something wrong in them, as every archive has: one for each thing that accession can find wrong."""

from __future__ import annotations

import io

from sample_making.master import Block, Master
from sample_making.pdf import FONT_FILES, FONTS
from sample_making.web import epub2
from sample_making.zipping import stored_zip


def empty() -> bytes:
    """A register of which only the name came through."""
    return b""


def binary() -> bytes:
    """The dump of a photographer's memory card: bytes that are no text."""
    return b"NEG\x00\x01\x02" + bytes((i * 73 + (i >> 3) * 31) % 256 for i in range(2048)) + b"\x00" * 512


def misnamed() -> bytes:
    """A poster saved from a web page under a name that says PDF."""
    return (
        '<!DOCTYPE html>\n<html lang="ru">\n<head><meta charset="utf-8"><title>Афиша клуба</title></head>\n<body>\n'
        "<h1>Клуб фабрики «Красный прядильщик»</h1>\n<p>В субботу, 24 сентября 1927 года, силами драмкружка "
        "представлена будет пьеса «Мотовило». После представления танцы. (Афиша вымышлена.)</p>\n</body>\n</html>\n"
    ).encode()


def truncated() -> bytes:
    """A song book in EPUB whose download broke off."""
    verses = tuple(
        Block("para", f"Ой ты, Вешня-река, {n}-я вода, унеси ты мой грош неведомо куда. (Песня вымышлена.)")
        for n in range(1, 60)
    )
    songs = Master(
        "pesni1935",
        {"title": "Песни верхнереченских прядильщиц", "author": "Анна Ладыгина", "language": "ru", "date": "1935"},
        (Block("heading", "Песни"), *verses),
    )
    whole = epub2(songs)
    return whole[: len(whole) * 2 // 3]


def encrypted() -> bytes:
    """A personal file that its owner locked with a password."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    lock = StandardEncryption("veshnya", ownerPassword="veshnya-1933", canPrint=0, strength=40)
    canvas = Canvas(buffer, pagesize=(360, 540), invariant=1, encrypt=lock)
    canvas.drawString(54, 480, "Personal file of an invented lieutenant.")
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def swelling() -> bytes:
    """An estimate whose table unpacks to hundreds of times its weight."""
    content = b'<?xml version="1.0"?><a>' + b" " * 6_000_000 + b"</a>"
    return stored_zip(
        [
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("content.xml", content),
            ("META-INF/manifest.xml", '<?xml version="1.0"?><manifest/>'),
        ],
        compress=True,
    )


def doubtful() -> bytes:
    """A note of one word in an encoding that nothing decides."""
    return "Нет".encode("cp1251")


def hostile() -> bytes:
    """A local history site of 2003 with everything that such sites carried."""
    return (
        '<!DOCTYPE html [<!ENTITY sosed SYSTEM "file:///etc/passwd">]>\n'
        '<html lang="ru">\n<head><meta charset="utf-8"><title>Наш край</title>\n'
        '<script src="https://counter.example/hit.js"></script></head>\n'
        "<body onload=\"alert('Добро пожаловать!')\">\n<h1>Наш край</h1>\n"
        "<p>Фабричный гудок сняли в 1994 году; он лежит за котельной.&sosed; (Страница вымышлена.)</p>\n"
        '<script>document.write("<p>Вы наш посетитель № 1238</p>")</script>\n'
        '<iframe src="https://banner.example/"></iframe>\n'
        '<p><img src="x" onerror="alert(1)" alt=""> Старожилы ещё помнят четыре дня тишины.</p>\n'
        '<p><a href="javascript:alert(2)">Гостевая книга</a></p>\n</body>\n</html>\n'
    ).encode()


def unnumbered() -> bytes:
    """A wall calendar of three leaves that print no number."""
    leaves = ("Январь. Крещенские морозы.", "Март. Вешняя вода.", "Апрель. Гудок в семь утра.")
    return _plain_pdf("Настенный календарь", leaves, "Serif")


def broken_layer() -> bytes:
    """A report in a font of the 1990s, in which Cyrillic letters pass for accented Latin ones."""
    text = (
        "Отчёт о ремонте тракторов вымышленной станции. За зиму отремонтировано семь тракторов, ожидают частей",
        "четыре, разобрано на части два. Горючего отпущено меньше, чем испарилось по норме.",
    )
    lines = tuple(line.encode("cp1251").decode("latin-1") for line in text)
    return _plain_pdf("MTS 1931", ("\n".join(lines),), "Helvetica")


def _plain_pdf(title: str, pages: tuple[str, ...], font: str) -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    if font in FONT_FILES:
        pdfmetrics.registerFont(TTFont(font, str(FONTS / FONT_FILES[font])))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 400), invariant=1)
    canvas.setTitle(title)
    for page in pages:
        canvas.setFont(font, 11)
        for number, line in enumerate(page.split("\n")):
            canvas.drawString(40, 340 - number * 18, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
