"""What English calls what is of a country, and from where its government speaks: Indian and New Delhi are India."""

from collections.abc import Mapping, Sequence

_OF_A_COUNTRY = """
AE Emirati, Abu Dhabi
AR Argentine, Argentinian, Buenos Aires
AT Austrian, Vienna
AU Australian, Canberra
BD Bangladeshi, Dhaka
BE Belgian
BR Brazilian, Brasilia, Brasília
CA Canadian, Ottawa
CH Swiss, Bern
CL Chilean, Santiago
CN Chinese, Sino, Beijing
CO Colombian, Bogota, Bogotá
CZ Czech, Prague
DE German, Berlin
DK Danish, Copenhagen
EG Egyptian, Cairo
ES Spanish, Madrid
ET Ethiopian, Addis Ababa
EU European Union, Europe, European, Brussels
FI Finnish, Helsinki
FR French, Franco, Paris
GB British, UK, London
GR Greek, Athens
HU Hungarian, Budapest
ID Indonesian, Jakarta
IE Irish, Dublin
IL Israeli, Jerusalem
IN Indian, Indo, New Delhi, Delhi
IR Iranian, Tehran
IT Italian, Rome
JP Japanese, Tokyo
KE Kenyan, Nairobi
KR South Korean, Korean, Seoul, ROK
KZ Kazakh, Astana
MX Mexican, Mexico City
MY Malaysian, Kuala Lumpur
NG Nigerian, Abuja
NL Dutch, The Hague
NO Norwegian, Oslo
NZ New Zealander
PH Philippine, Filipino, Manila
PK Pakistani, Islamabad
PL Polish, Warsaw
PT Portuguese, Lisbon
QA Qatari, Doha
RO Romanian, Bucharest
RU Russian, Moscow, Kremlin
RW Rwandan, Kigali
SA Saudi, Riyadh
SE Swedish, Stockholm
SG Singaporean
TH Thai, Bangkok
TR Turkish, Ankara
TW Taiwanese, Taipei
UA Ukrainian, Kyiv, Kiev
US American, US, U.S., Washington, White House
UZ Uzbek, Tashkent
VN Vietnamese, Hanoi
ZA South African, Pretoria
"""


SPEAKS_FOR: Mapping[str, Sequence[str]] = {
    line[:2]: line[3:].split(", ") for line in _OF_A_COUNTRY.strip().splitlines()
}
"""Words that stand for a country, by its ISO 3166 code: its people, language and seat of government."""
