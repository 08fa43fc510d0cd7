"""Words of several languages on what a formula is: imposed, left out, held fixed; as parts of regular expressions.

Words of languages with spaces stand between word boundaries; in those without spaces any part of a sentence counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

Words = Mapping[str, str]
"""Alternatives of a regular expression by the language that they are of."""

UNSPACED: Final = frozenset({"ja", "zh", "ko"})

IMPOSED: Final[Words] = {
    "en": r"suppos(e|ing)|assum(e|es|ing)|provided|requir(e|es|ing)|subject to|such that|solv(e|es|ing)"
    r"|satisf(y|ies|ying)|constrain(t|ts|ed)|boundary|hyperplane|(to|equals?|equal to) zero|to 0|vanish(es)?"
    r"|(normal|stationarity|optimality|first[- ]order) (equations?|conditions?)"
    r"|(optimum|minimum|maximum|minimi[sz]er|maximi[sz]er|solution|(stationary|critical) point)s?|fulfil(l?s|l?ing)?",
    "de": r"sei(en)?|wir nehmen an|angenommen|null(setzen|gesetzt)?|verschwind\w+|erfüll(t|en)|gelten soll|löst man"
    r"|setzt man|unter der (neben)?bedingung|nebenbedingung(en)?|(normalen?|optimalitäts?)(gleichung|bedingung)(en)?"
    r"|im (minimum|maximum|optimum)",
    "fr": r"soit|suppos(e|ons|ant)|vérifi(e|ent|ant)|annul(e|ent|ant|ons)|à (zéro|0)|sous (la|les) contraintes?"
    r"|tel(le)?s? qu(e|')|équations? normales?|conditions? d'optimalité|résou(d|t|dre|dant)|à l'optimum|au minimum",
    "es": r"sea|supong(o|amos)|suponiendo|igual(a|ando|amos|ar)?( \w+){0,3} a (cero|0)|anul(a|an|ar|ando)"
    r"|satisfac(e|en)|cumpl(e|en|a)|sujeto a|tal(es)? que|ecuaci(ón|ones) normal(es)?|condici(ón|ones) de optimalidad"
    r"|resolv(er|iendo|emos)|en el (mínimo|máximo|óptimo)",
    "ru": r"пусть|предполож\w+|приравн\w+|к нулю|равн\w+ нулю|обраща\w+ в (нуль|ноль)|удовлетворя\w+|при услови\w+"
    r"|нормальн\w+ (уравнени\w+|систем\w+)|услови\w+ (оптимальности|минимума|максимума)|реша\w+"
    r"|в точке (минимума|максимума)",
    "ja": r"(0|ゼロ|零)\s*(と(する|すれば|おく|おけば|置く)|に等しい|になる)|仮定|を満た|正規方程式|を解|制約",
    "zh": r"假设|令|设|等于(零|0)|为(零|0)|满足|正规方程|约束|求解|解得",
    "pt": r"supon(do|hamos)|igua(is|l|lando|lar)( \w+){0,3} a zero|satisfaz(em)?|sujeito a|equaç(ão|ões) norma(l|is)"
    r"|no (mínimo|máximo|ótimo)",
    "it": r"suppon(iamo|endo)|poniamo|ponendo|imponendo|ugual[ei] a zero|soddisfa(no)?|soggetto a|tale che"
    r"|equazion[ei] normal[ei]|nel (minimo|massimo)",
    "nl": r"stel|gelijk (te )?stellen aan (nul|0)|gelijk aan (nul|0)|voldoe(t|n)|onder de voorwaarde"
    r"|normaalvergelijking(en)?|in het (minimum|optimum)",
    "pl": r"załóżmy|zakładamy|przyrówn\w+|do zera|spełnia\w*|pod warunkiem|równani\w+ normaln\w+"
    r"|w (minimum|maksimum|optimum)",
    "cs": r"předpokládejme|nechť|položme|rovno nule|nule|splňuj\w+|za podmínky|normální rovnic\w+"
    r"|v (minimu|maximu|optimu)",
    "sv": r"antag|sätt(er)?|lika med noll|till noll|uppfyller|under villkoret|normalekvation\w*"
    r"|i (minimum|maximum|optimum)",
    "tr": r"varsay(alım|arsak)?|olsun|sıfıra eşitle\w+|sıfır (yap|olma)\w*|sağla\w+|normal denklem\w*"
    r"|(minimum|maksimum|optimum)da",
    "ko": r"가정|만족|0으로 (두|놓)|0이 되|정규 ?방정식|제약",
}
"""What follows is imposed on its names: ``setting the gradient to zero``."""

SETTING: Final[Words] = {
    "en": r"set(s|ting)?|put(s|ting)?|equat(e|es|ing)|solv(e|es|ing)|requir(e|es|ing)",
    "de": r"setz(en|t)|nullsetzen|löst?|lösen",
    "fr": r"annul(e|ant|ons)|posons|posant|résou(dre|dant|t)",
    "es": r"igual(ar|ando|amos)|haciendo|resolv(er|iendo|emos)",
    "ru": r"приравн\w+|реша\w+|полож\w+",
    "ja": r"とおく|とおけば|を解",
    "zh": r"令|设|求解",
    "pt": r"igual(ar|ando|amos)|fazendo|resolv(er|endo|emos)",
    "it": r"ponendo|poniamo|uguagliando|imponendo|risolv(ere|endo|iamo)",
    "nl": r"stel|oplossen",
    "pl": r"przyrówn\w+|rozwiąz\w+",
    "cs": r"polož\w+|řeš\w+",
    "sv": r"sätt(er|a)?|lös(er|a)?",
    "tr": r"eşitle\w+|çöz\w+",
    "ko": r"으로 (두|놓)|풀면",
}
"""Words before a derivative that they make zero."""

PAIRS: Final[Words] = {
    "en": r"pairs?|positives?|negatives?|(dis)?similar|matching|genuine|impostors?",
    "de": r"paare?n?|positiv\w*|negativ\w*|(un)?ähnlich\w*",
    "fr": r"paires?|positi(f|ve)s?|négati(f|ve)s?|semblables?",
    "es": r"par(es)?|positiv\w+|negativ\w+|similares",
    "ru": r"пар\w{0,2}|положительн\w+|отрицательн\w+|похож\w+",
    "ja": r"ペア|正例|負例|類似",
    "zh": r"样本对|正例|负例|相似",
}
"""Words of labels that tell whether two things are alike."""

COUNTERFACTUAL: Final[Words] = {
    "en": r"would( \w+)? (be|have been|become|vanish|reduce|simplify|look|read)|had (we|one|it)|were (we|it|there)",
    "de": r"wäre(n)?|hätte(n)?|würde(n)?",
    "fr": r"(serait|seraient|aurait|auraient|deviendrait)",
    "es": r"(sería(n)?|habría(n)?|quedaría(n)?)",
    "ru": r"был(а|о|и)? бы",
    "zh": r"将会是|就会是",
}
"""Words for what is not so: ``without the shortcut it would be``."""

ROUGHLY: Final[Words] = {
    "en": r"approximately|roughly|approximat(e|es|ed|ing|ion)|(is|are|be) (about|nearly|almost|close to)",
    "de": r"ungefähr|näherungsweise|annähernd|in etwa|fast",
    "fr": r"environ|approximativement|à peu près|presque",
    "es": r"aproximadamente|casi|cerca de",
    "ru": r"приблизительно|примерно|почти",
    "ja": r"およそ|近似",
    "zh": r"大约|近似|约为",
    "pt": r"aproximadamente|cerca de|quase",
    "it": r"approssimativamente|circa",
    "nl": r"ongeveer|bij benadering|bijna",
    "pl": r"w przybliżeniu|około|prawie",
    "cs": r"přibližně|zhruba|téměř",
    "sv": r"ungefär|approximativt|nästan",
    "tr": r"yaklaşık( olarak)?|neredeyse",
    "ko": r"대략|근사",
}
"""Words for an equation that is none to the last digit."""

LEFT_OUT: Final[Words] = {
    "en": r"ignor(e|es|ed|ing)|(neglect|disregard|absorb)(s|ed|ing)?|(omit|drop)(s|ped|ting|ted|ping)?"
    r"|up to (an? |the )?((\w+ ){0,2}(constants?|factors?|sign|scale|scaling|terms?))"
    r"|without (\w+ ){0,3}(regulari[sz]\w+|penalty|decay|momentum|bias(es)?|dropout|normali[sz]ation|non-?linearity"
    r"|activations?|temperature|smoothing|noise|masks?|clipping)",
    "de": r"ignorier\w+|vernachlässig\w+|weglassen|lass\w+ \w+( \w+)? weg|bis auf (einen?|den|das)"
    r"|ohne (\w+ ){0,2}(regularisierung|strafterm|bias|dropout|impuls\w*)",
    "fr": r"ignor(ant|ons)|néglige(ant|ons)|omet(tant|tons)|sans régularisation"
    r"|à (une |un )?(constante|facteur|signe) près",
    "es": r"ignor(ando|amos)|desprecia(ndo|mos)|omit(iendo|imos)|salvo (una?|el|la)|sin regularización",
    "ru": r"пренебрег\w+|игнориру\w+|с точностью до|без регуляризации",
    "ja": r"無視|を除いて|省略",
    "zh": r"忽略|省略|不考虑",
    "pt": r"ignor(ando|amos)|desprez(ando|amos)|omit(indo|imos)|a menos de|sem regularização",
    "it": r"ignor(ando|iamo)|trascur(ando|iamo)|omett(endo|iamo)|a meno di|senza regolarizzazione",
    "nl": r"negeren|verwaarlozen|weglaten|op een (constante|factor) na|zonder regularisatie",
    "pl": r"pomija(jąc|my)|zaniedb\w+|z dokładnością do|bez regularyzacji",
    "cs": r"zanedb\w+|vynech\w+|až na|bez regularizace",
    "sv": r"ignorer\w+|försumm\w+|utelämn\w+|så när som på|utan regularisering",
    "tr": r"ihmal ed\w+|göz ardı ed\w+|düzenlileştirme olmadan",
    "ko": r"무시|생략|정규화 없이",
}
"""Words for something that definitions have and a line leaves out."""

OF_NOTATION: Final[Words] = {
    "en": r"ind(ex|ices|exes)|(sub|super)?scripts?|notations?|arguments?|parenthes[ei]s|brackets|dependenc(e|y|ies)"
    r"|explicit\w*|arrows?|hats?|details",
    "de": r"ind(ex|izes|ices)|argumente?|schreibweise|klammern",
    "fr": r"indices?|arguments?|notations?|parenthèses",
    "es": r"(sub|super)?índices?|argumentos?|notación|paréntesis",
    "ru": r"индекс\w*|аргумент\w*|обозначени\w*|скобк\w*",
    "ja": r"添字|引数|表記",
    "zh": r"下标|上标|记号|参数符号",
}
"""What may be left out of a formula without a change of its value."""

HELD: Final[Words] = {
    "en": r"((treat|regard|consider)(s|ed|ing)?|tak(e|es|ing))\b[^.。]*\b(as|to be) (an? )?(constants?|fixed)"
    r"|(held|hold(s|ing)?|keep(s|ing)?|kept)\b[^.。]{0,40}\b(constant|fixed|frozen)|fro(ze|zen|eze)|freezing",
    "de": r"als (eine? )?(konstanten?|fest|gegeben)|festgehalten|fest (gehalten|lassen)",
    "fr": r"comme (une |des )?constantes?|fixée?s?",
    "es": r"como (una )?constantes?|fij(ando|amos|os?)",
    "ru": r"констант\w+|фиксирова\w+|фиксиру\w+",
    "ja": r"定数とみなす|固定",
    "zh": r"视为常数|看作常数|固定",
}
"""Words for something that is computed, and held fixed."""

SEVERED: Final[Words] = {
    "en": r"stop(s|ped|ping)?[- ]?(the )?grad(ient)?s?|semi-?gradients?|detach(es|ed|ing)?|straight[- ]through"
    r"|(do|does|did) not (back-?propagate|propagate|differentiate|flow) (\w+ ){0,3}(through|into)"
    r"|no gradients? (flows?|passes|goes|is|are)|(is|are) not (back-?propagated|differentiated) (\w+ ){0,2}through",
}
"""Words for a path that no gradient goes along."""

NEAR: Final[Words] = {
    "en": r"(for|when|if|where|with|is|are|as) (\w+ ){0,3}(small|large|tiny|huge|negligible)"
    r"|in the limit|limiting case|(to|in|at) (the )?(first|leading|lowest|second) order"
    r"|as (\w+ ){1,3}(tends|goes|approaches|grows)|(near|around|close to) (zero|the origin|x|one|0|1)",
    "de": r"für (\w+ )?(kleine|große)[srn]?|im (grenzfall|grenzwert|limes)|in (erster|führender|niedrigster) ordnung",
    "fr": r"pour (\w+ )?(de )?(petite?s?|grande?s?)|à la limite|(au|à l'ordre) premier( ordre)?",
    "es": r"para (\w+ )?(pequeñ[oa]s?|grandes?)|en el límite|a primer orden",
    "ru": r"при (\w+ )?(малых|больших)|в пределе|в первом порядке",
    "ja": r"小さいとき|極限|一次近似",
    "zh": r"很小时|较小时|极限|一阶近似",
}
"""Words for values near which alone a line holds."""

SPECIAL: Final[Words] = {
    "en": r"(for|if|when|where|in (the )?case of) (an? |the )?(linear|identity)"
    r" (output )?(units?|outputs?|activations?)|(active|dead|saturated) (units?|neurons?)"
    r"|(through|along|via|over) (the |an? )?(\w+ )?(shortcuts?|skips?|bypass)"
    r"|(scale|scaling|gain|temperature|factor|coefficient|slope)s? (is|are|equals?) (one|unity|1)",
    "de": r"(für|bei) (eine[rnm]? |die |den |der )?linearen? (ausgab\w+|einheit\w*|aktivierung\w*)"
    r"|(aktiven?|toten?|gesättigten?) (einheit\w*|neuron\w*)",
}
"""Words for a unit, a path or a value of which alone a line is said."""


def any_of(words: Words, languages: Iterable[str] | None = None) -> str:
    """A group that finds any of the words.

    >>> import re
    >>> bool(re.search(any_of(SETTING), "令其")), bool(re.search(any_of(SETTING), "reset"))
    (True, False)
    """
    known = [language for language in (words if languages is None else languages) if language in words]
    spaced = "|".join(words[language] for language in known if language not in UNSPACED)
    unspaced = "|".join(words[language] for language in known if language in UNSPACED)
    return rf"(?:\b(?:{spaced})\b{f'|{unspaced}' if unspaced else ''})"
