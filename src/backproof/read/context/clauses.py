"""Words of several languages that join a formula to its condition, or make it one, as parts of regular expressions."""

from __future__ import annotations

from typing import Final

from backproof.read.context.tongues import Words

CONDITION: Final[Words] = {
    "en": r"if|when(ever)?|for|with|where|while|unless|as long as|in case"
    r"|(assuming|assume|provided|suppose|given)( that)?",
    "de": r"wenn|falls|für|mit|sofern|solange",
    "fr": r"si|pour|avec|lorsque|quand",
    "es": r"si|para|con|cuando",
    "ru": r"если|при|для|когда",
    "zh": r"若|当|如果",
    "pt": r"(?<!-)se|para|com|quando",
    "it": r"(?<!-)se|per|con|quando",
    "nl": r"als|indien|voor|met|wanneer",
    "pl": r"jeśli|jeżeli|gdy|kiedy|dla|przy",
    "cs": r"pokud|jestliže|když|pro",
    "sv": r"om|när|för",
    "tr": r"eğer",
    "ko": r"만약",
    "da": r"hvis|når",
    "fi": r"jos|kun",
    "ro": r"dacă|când|pentru",
    "uk": r"якщо|коли|при|для",
    "el": r"αν|εάν|όταν|για",
    "id": r"jika|bila|untuk",
    "vi": r"nếu|khi|với",
    "hr": r"ako|kada|za",
    "sk": r"ak|keď|pre",
    "bg": r"ако|когато|за",
}
"""Words directly before a comparison that is a condition."""

SUPPOSED: Final[Words] = {
    "en": r"assum(e|ing)( that)?|suppos(e|ing)( that)?",
    "de": r"(nehmen wir|wir nehmen) an,?( dass)?|angenommen|sei",
    "fr": r"suppos(ons|ant)( que)?",
    "es": r"supong(o|amos)( que)?|suponiendo( que)?",
    "ru": r"(предположим|пусть)(, что)?",
    "ja": r"仮定(する|して)",
    "zh": r"假设|假定",
    "pt": r"suponh(a|amos)( que)?|supondo( que)?",
    "it": r"supponiamo( che)?|supponendo( che)?",
    "pl": r"załóżmy|zakładamy|niech",
}
"""Words directly before a comparison that holds from there on."""

POSED_BEFORE: Final[Words] = {
    "tr": r"ise|olduğunda|olması durumunda",
    "ja": r"の?とき|の?時|の?場合|ならば",
    "zh": r"的?时候?|的?時候?|的?情况下",
    "ko": r"일 때|이면|라면|인 경우",
}
"""Words directly behind a comparison that make it a condition of what follows."""

BEHIND: Final[Words] = {
    "en": r"if|when|whenever|iff|only if|if and only if|for",
    "de": r"falls|wenn|sofern|genau dann,? wenn|für",
    "fr": r"si|lorsque|quand|pour",
    "es": r"si|cuando|siempre que|para",
    "ru": r"если|когда|при|для",
    "pt": r"se|quando|para",
    "it": r"se|quando|per",
    "nl": r"als|indien|wanneer|voor",
    "pl": r"jeśli|jeżeli|gdy|kiedy|dla",
    "cs": r"pokud|jestliže|když|pro",
    "sv": r"om|när|för",
    "tr": r"eğer",
    "zh": r"若|如果|当|對於|对于",
    "da": r"hvis|når",
    "fi": r"jos|kun",
    "ro": r"dacă|când|pentru",
    "uk": r"якщо|коли|при|для",
    "el": r"αν|εάν|όταν|για",
    "id": r"jika|bila|untuk",
    "vi": r"nếu|khi|với",
    "hr": r"ako|kada|za",
    "sk": r"ak|keď|pre",
    "bg": r"ако|когато|за",
}
"""Words behind a formula that go on with its sentence, before the condition under which it holds."""

LEADS: Final[Words] = {
    "en": r"then|we (have|get)|it (is|holds)|this (is|gives)",
    "de": r"dann|so|gilt|ist|folgt|erhält|ergibt",
    "fr": r"alors|on|nous",
    "es": r"entonces|se|tenemos",
    "ru": r"то|тогда|имеем",
    "pt": r"então|temos|tem-se",
    "it": r"allora|si|abbiamo",
    "nl": r"dan|geldt|is",
    "pl": r"to|wtedy|wówczas|mamy",
    "cs": r"pak|platí|máme",
    "sv": r"så|då|gäller",
    "tr": r"ise|o halde|olur",
    "zh": r"则|有|那么",
    "da": r"så|gælder",
    "fi": r"niin",
    "ro": r"atunci|avem",
    "uk": r"то|тоді",
    "el": r"τότε",
    "id": r"maka",
    "vi": r"thì",
    "hr": r"onda|tada",
    "sk": r"potom",
    "bg": r"то|тогава",
}
"""Words behind a condition that lead on to what holds under it, which is another formula than the one before."""

FIRST_CASE: Final[Words] = {
    "en": r"(start|begin|starting|beginning)( off)? (with|from)( the case( (of|where|when|that))?)?"
    r"|(consider|take|look at)( first)? the( first)? case( (of|where|when|that|in which))?",
    "de": r"(beginnen|fangen)( wir)?( an)? mit( dem fall)?|betrachten wir( zuerst| zunächst)? den fall",
    "fr": r"commençons par( le cas( où)?)?|considérons( d'abord)? le cas( où)?",
    "es": r"(empecemos|comencemos|empezamos) (con|por)( el caso( (de|en que))?)?"
    r"|consideremos( primero)? el caso( (de|en que))?",
    "ru": r"начн[её]м (с|со)( случая)?|рассмотрим( сначала)? случай",
    "pt": r"(?<!-)se|quando",
    "it": r"(?<!-)se|quando",
    "nl": r"indien|wanneer",
}
"""Words directly before the case of indices that the paragraph goes on with."""

CASE: Final[Words] = {
    "en": r"if|when(ever)?|unless",
    "de": r"falls|wenn",
    "fr": r"si|lorsque",
    "es": r"si|cuando",
    "ru": r"если",
    "zh": r"若|如果|当",
    "pt": r"quando",
    "it": r"quando",
    "nl": r"indien|wanneer",
    "pl": r"jeśli|jeżeli|gdy|kiedy",
    "cs": r"pokud|jestliže|když",
    "sv": r"när",
    "tr": r"eğer",
    "ko": r"만약",
    "da": r"hvis|når",
    "fi": r"jos",
    "ro": r"dacă",
    "uk": r"якщо",
    "el": r"αν|εάν",
    "id": r"jika",
    "vi": r"nếu",
    "hr": r"ako",
    "sk": r"keď",
    "bg": r"ако",
}
"""Words of a case in which what follows holds."""

FOR: Final[Words] = {
    "en": r"for",
    "de": r"für",
    "fr": r"pour",
    "es": r"para",
    "ru": r"для|при",
    "zh": r"对于?",
    "pt": r"para",
    "it": r"per",
    "nl": r"voor",
    "pl": r"dla",
    "cs": r"pro",
    "sv": r"för",
}
"""Words before the values that what follows holds for."""

THEN: Final[Words] = {
    "en": r"and|but|so|now|then|hence|thus|therefore|here|we (have|get|find|obtain)|it (holds|follows)( that)?",
    "de": r"und|aber|so|nun|dann|also|daher|damit|somit|hier|(gilt|ist|folgt|erhält man|ergibt sich|haben wir)( dann)?",
    "fr": r"et|mais|or|alors|donc|ainsi|ici|on (a|obtient|trouve)|nous avons",
    "es": r"y|pero|entonces|luego|así|aquí|por (lo )?tanto|(se )?(tiene|obtiene)|tenemos|obtenemos",
    "ru": r"и|но|тогда|итак|имеем|получаем",
    "zh": r"则|那么|于是|因此",
    "pt": r"e|mas|então|logo|assim|aqui|temos|obtemos",
    "it": r"e|ma|allora|quindi|così|qui|abbiamo|otteniamo|si (ha|ottiene)",
    "nl": r"en|maar|dan|dus|nu|hier|(geldt|is|volgt)( dan)?",
    "pl": r"i|a|ale|więc|zatem|to|wtedy|wówczas|stąd|tutaj|mamy|otrzymujemy",
    "cs": r"a|ale|pak|tedy|proto|zde|platí|máme|dostaneme",
    "sv": r"och|men|så|då|alltså|här|gäller|får vi",
    "tr": r"ve|ama|o halde|öyleyse|böylece|burada|elde edilir",
    "da": r"og|så|altså|vi (har|får)",
    "fi": r"ja|niin|siis",
    "ro": r"și|atunci|deci|avem",
    "uk": r"то|тоді|отже|маємо",
    "el": r"και|τότε|άρα|έχουμε",
    "id": r"dan|maka|jadi",
    "vi": r"và|thì|ta có",
    "hr": r"onda|tada|imamo",
    "sk": r"a|potom|tak|máme",
    "bg": r"и|тогава|имаме",
}
"""Words that lead on to what holds."""

OTHERWISE: Final[Words] = {
    "en": r"otherwise|else|in the other case|in all other cases",
    "de": r"sonst|andernfalls|ansonsten",
    "fr": r"sinon|dans le cas contraire",
    "es": r"de lo contrario|en (otro caso|caso contrario)",
    "ru": r"иначе|в противном случае",
    "ja": r"それ以外|その他",
    "zh": r"否则|其他情况",
    "pt": r"senão|caso contrário",
    "it": r"altrimenti|negli altri casi",
    "nl": r"anders|in het andere geval",
    "pl": r"w przeciwnym (razie|przypadku|wypadku)|inaczej",
    "cs": r"jinak|v opačném případě",
    "sv": r"annars|i annat fall",
    "tr": r"aksi (halde|takdirde|durumda)|diğer durumlarda",
    "ko": r"그 외|그렇지 않으면|나머지",
    "da": r"ellers",
    "fi": r"muuten|muulloin",
    "ro": r"altfel|în caz contrar",
    "uk": r"інакше",
    "el": r"αλλιώς|διαφορετικά",
    "id": r"selainnya|jika tidak",
    "vi": r"ngược lại",
    "hr": r"inače",
    "sk": r"inak",
    "bg": r"иначе",
}
"""Words for the case that no other one is."""
