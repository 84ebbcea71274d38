"""Words in many scripts, and the cells that a terminal which measures sign by sign draws them in."""

SCRIPTS = {
    "Devanagari": ("हिन्दी में नमस्ते क्षत्रिय", 19),
    "Bengali": ("বাংলা ভাষায় স্বাগতম", 18),
    "Gurmukhi": ("ਪੰਜਾਬੀ ਵਿੱਚ ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ", 22),
    "Gujarati": ("ગુજરાતીમાં નમસ્તે", 13),
    "Odia": ("ଓଡ଼ିଆ ନମସ୍କାର", 10),
    "Tamil": ("தமிழில் வணக்கம் கொள்கை", 18),
    "Telugu": ("తెలుగులో నమస్కారం", 13),
    "Kannada": ("ಕನ್ನಡದಲ್ಲಿ ನಮಸ್ಕಾರ", 14),
    "Malayalam": ("മലയാളത്തിൽ സ്വാഗതം", 16),
    "Sinhala": ("සිංහලෙන් ආයුබෝවන්", 13),
    "Burmese": ("မြန်မာဘာသာ မင်္ဂလာပါ", 17),
    "Khmer": ("ភាសាខ្មែរ សួស្តី", 12),
    "Thai": ("ภาษาไทย กำลัง น้ำ", 15),
    "Lao": ("ພາສາລາວ ສະບາຍດີ ນ້ຳ", 17),
    "Tibetan": ("བོད་ཡིག བཀྲ་ཤིས་བདེ་ལེགས", 18),
    "Arabic": ("السلام عليكم مُحَمَّد", 17),
    "Hebrew": ("שָׁלוֹם עולם", 9),
    "Ethiopic": ("ሰላም ለዓለም", 8),
    "Han": ("漢字会議", 8),
    "Kana": ("ひらがなｶﾀｶﾅ か\u3099", 15),
    "Hangul": ("한국어 \u1112\u1161\u11ab\u1100\u1173\u11af", 11),
    "Javanese": ("ꦗꦮꦶ ꦥ꧀ꦲ", 6),
    "Latin": ("Xin chào Việt Nam e\u0301", 19),
    "Cyrillic": ("Здравствуйте и\u0306", 14),
}
"""Scripts, a few words of each, and their cells."""
