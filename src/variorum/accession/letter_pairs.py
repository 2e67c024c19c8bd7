"""How often one Russian letter follows another: the table by which encodings are told apart.

Counted from the 24,669 running words of the 122 Russian news texts of FactRuEval-2016 (development set, MIT licence),
case folded. Those texts hardly print ё, so ё is given a twentieth of what е has. `benchmarks/encodings.py --table
FILE…` counts such a table from any UTF-8 texts.
"""

from __future__ import annotations

RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"

_SCALE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ROWS = """
jUPYTTiYRYXPMQLfWPPNdbVUWYbzzzhVSI
OZYthLahtNtYMeVItNTmMtXttfPUKjtaXV
KrehfMaydMyXQbSJaRRVVyiyjYjlOcyrWH
MegcSPettNtcOgYEtLmcRttthtttttjttS
JkRiZIXWdMwXRYNKXSSdOwkfccwfUbmcYQ
baSSOWiWUfRTNOKbYLNNldZaXYZzzzuheI
aaSSOWWWTeRTNOKbYLNKicXaXYZmmmmgdI
NVpfKFUipKpSipKWipcpQpppappppdpbpV
FXOYPQfctMtZXSNOgScmTttjmttmRcttYM
XZTXTPedQPRQOQNUbRPNkeSVTbjzzzrWPH
skekVbnshksWhcRXksLSskhZYXsssssshB
JpXlxUiViKxhTfYGlOSPQxpWxlxxmxxxxM
KrrbfKYWyJyZUmXLmjXeRryymyryZKrTON
LehpwKZfjKwaWXSLTfYmPmwwkwwwRYimTH
JkdYULaliJzWmlPJojTQTcmVdmizMXnkUP
iQLPOVjVUXRUOPPYUNMPkcbcWaezzzjbYJ
NwwwpMbwwQwfRmaFZFkdRwjjwpwwWiwwaa
IZVVZJXXmLzYbVRIcaVUPabdhczzRYnlVR
QcSjbPbzzPzLPUVMRYPHSgflZZzpZUplOO
KfOzhLaztMzXaZSIhNQaRnnmczqqTNzgZL
XRVRMVjQTblQQUSlQNNNvoXgPWUvvvjQiI
MmmTfIXmmImmUmaImNZRQRmmmfmmYmfmmN
QiWqgWjqqRqqaTUJYUYgSqqqqqqqqicqqC
OhaooIWocDoUhohWoehoShooooooPooeoQ
IskksGUdsKsWYsNksZiIWskssXsssWkssT
IoSooGVooHoVOhRPhheSTooooooooXohoW
JmmmmFNmmGmmmmUmmmmmUmmmmmmmmSmmmm
cccccGQcccccccccccccccccccccccccDU
jTPeYLajadNVONXuXVRQuuLuXYuuuuuucG
lXcbYRasTfsPsVJsgsMTsfiYgPcssssRSE
mbWmammmemYJPTQmYPTDmTaemmmmmmmmmY
hTphQppWOppaXXTphQSIpppePhMppppZpF
uVOgVSgbSudfURRuYYUNuuWcZkUuuuuXdD
SRMSQWlaSOkPVQNOKQLQUXaaSauzzzUhZz
"""


def pair_costs() -> list[list[int]]:
    """For each letter of RUSSIAN and, last, the edge of a word: the cost of what follows, −5·ln p rounded and at most
    51.
    """
    return [[_SCALE.index(sign) for sign in row] for row in _ROWS.split()]
