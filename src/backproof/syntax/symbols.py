r"""The table of LaTeX: every control sequence and character that the parser knows, and what it is. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from backproof.syntax.tree import Kind

_CANONICAL: Mapping[Kind, str] = {
    Kind.LETTER: (
        "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda "
        "mu nu xi omicron pi varpi "
        "rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi "
        "Pi Sigma Upsilon Phi Psi "
        "Omega varGamma varDelta varTheta varLambda varXi varPi varSigma varPhi varPsi varOmega digamma aleph "
        "partial nabla infty ell hbar emptyset top bot forall exists prime imath jmath Re Im "
        "wp dagger ddagger square blacksquare "
        "ldots cdots vdots ddots angle triangle checkmark degree"
    ),
    Kind.NAME: (
        "log ln lg exp max min sup inf lim limsup liminf arg argmax argmin det dim ker deg gcd hom Pr "
        "sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan"
    ),
    Kind.OPERATOR: (
        "cdot times div pm mp odot circ otimes oplus ominus oslash wedge vee cup cap setminus "
        "bmod diamond bullet bigcirc"
    ),
    Kind.BIG: (
        "sum prod coprod int iint iiint oint bigcup bigcap bigsqcup bigvee bigwedge bigoplus bigotimes bigodot biguplus"
    ),
    Kind.RELATION: (
        "leq geq neq approx approxeq simeq cong equiv sim propto doteq triangleq ll gg prec succ "
        "preceq succeq in notin ni "
        "subset subseteq supset supseteq to leftarrow leftrightarrow Rightarrow Leftarrow "
        "Leftrightarrow mapsto perp parallel "
        "therefore because models vdash uparrow downarrow hookrightarrow rightsquigarrow asymp gtrsim lesssim"
    ),
    Kind.SPACE: "quad qquad",
}

_CHARACTERS: Mapping[Kind, str] = {
    Kind.OPERATOR: "+ - * / ! @",
    Kind.RELATION: "= < > :=",
    Kind.PUNCTUATION: ", ; . : ?",
}

_ESCAPED = r"\# \% \& \$ \_"

_ALIASES = (
    r"<= leq >= geq != neq =: = \eqqcolon = "
    r"\le leq \ge geq \leqslant leq \geqslant geq \leqq leq \geqq geq \ne neq \lt < \gt > \gets leftarrow "
    r"\longleftarrow leftarrow "
    r"\rightarrow to \longrightarrow to \implies Rightarrow \Longrightarrow Rightarrow \impliedby Leftarrow "
    r"\Longleftarrow Leftarrow \iff Leftrightarrow \Longleftrightarrow Leftrightarrow "
    r"\longleftrightarrow leftrightarrow "
    r"\longmapsto mapsto \coloneqq := \coloneq := \defeq := \eqdef := \thickapprox approx "
    r"\thicksim sim \varpropto propto "
    r"\owns ni \eq = \colon : \semicolon ; \comma , "
    r"\ast * \star * \cdotp cdot \centerdot cdot \land wedge \lor vee \smallsetminus setminus "
    r"\slash / \plus + \minus - \Box square \qed square \qedsymbol square "
    r"\dots ldots \dotsc ldots \dotso ldots \dotsb cdots \dotsm cdots \dotsi cdots "
    r"\varnothing emptyset \intercal top \grad nabla \gradient nabla \vdot cdot \dotproduct cdot \cross times "
    r"\intop int \enspace quad \dag dagger \th tanh \sh sinh \ch cosh \tg tan \ctg cot \arctg arctan \sen sin"
)


def _pairs(table: str) -> dict[str, str]:
    entries = table.split()
    return dict(zip(entries[::2], entries[1::2], strict=True))


def _symbols() -> dict[str, tuple[Kind, str]]:
    controls = {f"\\{name}": (kind, name) for kind, names in _CANONICAL.items() for name in names.split()}
    characters = {sign: (kind, sign) for kind, signs in _CHARACTERS.items() for sign in signs.split()}
    known = {name: entry for entry in (controls | characters).values() for name in [entry[1]]}
    controls |= {r"\mid": (Kind.PUNCTUATION, "|")}
    characters |= {sign: (Kind.TEXT, sign[1]) for sign in _ESCAPED.split()}
    return controls | characters | {alias: known[name] for alias, name in _pairs(_ALIASES).items()}


SYMBOLS: Mapping[str, tuple[Kind, str]] = MappingProxyType(_symbols())
"""Each sign that is an atom by itself, with its kind and its canonical text."""

NEGATED: Mapping[str, str] = MappingProxyType({"=": "neq", "in": "notin"})
r"""Relations that ``\not`` turns into another one."""

OPENING: Mapping[str, str] = MappingProxyType(
    {"(": "(", "[": "[", r"\{": "{", r"\lbrace": "{", r"\lbrack": "[", r"\lvert": "|", r"\lVert": r"\|"}
    | {f"\\{name}": name for name in ("langle", "lfloor", "lceil", "llbracket")}
)
CLOSING: Mapping[str, str] = MappingProxyType(
    {")": ")", "]": "]", r"\}": "}", r"\rbrace": "}", r"\rbrack": "]", r"\rvert": "|", r"\rVert": r"\|"}
    | {f"\\{name}": name for name in ("rangle", "rfloor", "rceil", "rrbracket")}
)
BARS: Mapping[str, str] = MappingProxyType({"|": "|", r"\vert": "|", r"\|": r"\|", r"\Vert": r"\|", "||": r"\|"})
"""Delimiters that open and close alike."""

DELIMITERS: Mapping[str, str] = MappingProxyType(
    {**OPENING, **CLOSING, **BARS, ".": "", "<": "langle", ">": "rangle", r"\lt": "langle", r"\gt": "rangle"}
)
r"""What may follow ``\left`` and ``\right``, with its canonical text."""

PARTNERS: Mapping[str, str] = MappingProxyType(
    _pairs(r"( ) [ ] { } | | \| \| langle rangle lfloor rfloor lceil rceil llbracket rrbracket")
)
"""Each canonical opening delimiter and its closing one."""

SIZES = frozenset(f"\\{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m"))

ACCENTS: Mapping[str, str] = MappingProxyType(
    {
        f"\\{name}": name
        for name in "hat tilde bar vec dot ddot overline underline widehat check breve acute grave".split()
    }
    | {r"\widetilde": "tilde", r"\overrightarrow": "vec", r"\widebar": "overline", r"\underbar": "underline"}
)
ALPHABETS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(r"\mathbf \boldsymbol \bm \bold \pmb \symbf \mathbfit \textbf".split(), "bold")
    | dict.fromkeys(r"\mathcal \mathscr \symcal \symscr".split(), "cal")
    | dict.fromkeys(r"\mathbb \Bbb \mathds \mathbbm \symbb".split(), "bb")
    | {r"\mathfrak": "frak", r"\symfrak": "frak"}
)
UPRIGHT = frozenset(r"\mathrm \mathsf \mathtt \mathit \mathnormal \symrm \operatorname \operatorname*".split())
DECLARATIONS: Mapping[str, str] = MappingProxyType(
    {r"\bf": r"\mathbf", r"\bfseries": r"\mathbf", r"\cal": r"\mathcal"}
    | dict.fromkeys(r"\rm \it \sf \tt \sl \mit \rmfamily \itshape".split(), r"\mathrm")
)
"""Switches that hold to the end of their group, and the command with an argument that does the same."""

SPACES = frozenset({"\\ ", "\\\n", "\\\t", "~"})
"""Spaces that keep the elements of a list in square brackets apart, and leave no trace elsewhere."""

DROPPED: Mapping[str, int] = MappingProxyType(
    dict.fromkeys(
        r"\, \; \: \! \> \/ \  \- ~ \displaystyle \textstyle \scriptstyle \scriptscriptstyle \limits "
        r"\nolimits \displaylimits "
        r"\MoveEqLeft \adjustlimits "
        r"\nonumber \notag \hline \hfill \hfil \allowbreak \nobreak \noindent \centering \par "
        r"\newline \relax \null \strut "
        r"\mathstrut \thinspace \medspace \thickspace \negthinspace \tiny \scriptsize \footnotesize "
        r"\small \normalsize \large "
        r"\Large \LARGE \huge \Huge \unboldmath \boldmath \qedhere \medskip \smallskip \bigskip \vfill \nolinebreak "
        r"\protect".split(),
        0,
    )
    | {"\\ ": 0, "\\\n": 0, "\\\t": 0}
    | dict.fromkeys(
        r"\label \tag \tag* \color \vspace \vspace* \phantom \hphantom \vphantom \require \eqref "
        r"\ref \cite \kern \footnote \cref \Cref \autoref \nameref \citep \citet \mathtoolsset "
        r"\pagecolor \cline".split(),
        1,
    )
    | {r"\rule": 2, r"\addtocounter": 2, r"\setcounter": 2, r"\raisebox": 1, r"\fontsize": 2, r"\setlength": 2}
)
"""What leaves no trace in a tree, with the number of arguments that vanish with it."""

TRANSPARENT: Mapping[str, int] = MappingProxyType(
    dict.fromkeys(
        r"\boxed \cancel \bcancel \xcancel \sout \mathop \mathbin \mathrel \mathord \mathopen "
        r"\mathclose \mathpunct \mathinner "
        r"\smashoperator \cramped "
        r"\smash \ensuremath \bbox \mathclap \mathrlap \mathllap \overbrace \underbrace \underbracket "
        r"\overbracket".split(),
        0,
    )
    | {r"\textcolor": 1, r"\cancelto": 1, r"\href": 1, r"\fcolorbox": 2, r"\class": 1, r"\style": 1, r"\cssId": 1}
)
"""Commands that stand for their last argument, with the number of arguments before it."""

BRACES = frozenset(r"\overbrace \underbrace \underbracket \overbracket".split())
"""Commands whose script is a remark, not mathematics."""

ENVIRONMENTS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    dict.fromkeys("matrix smallmatrix array".split(), ("matrix", "", ""))
    | {
        "pmatrix": ("matrix", "(", ")"),
        "bmatrix": ("matrix", "[", "]"),
        "Bmatrix": ("matrix", "{", "}"),
        "vmatrix": ("matrix", "|", "|"),
        "Vmatrix": ("matrix", r"\|", r"\|"),
        "cases": ("cases", "{", ""),
        "dcases": ("cases", "{", ""),
        "rcases": ("cases", "", "}"),
    }
    | dict.fromkeys(
        "aligned align alignat alignedat xalignat flalign split gather gathered multline multlined eqnarray equation "
        "subequations displaymath math dmath IEEEeqnarray".split(),
        ("aligned", "", ""),
    )
)
"""Environments by name without a star: the kind of their grid and its brackets."""

ENVIRONMENT_ARGUMENTS = frozenset("array alignat alignedat xalignat IEEEeqnarray".split())
"""Environments whose first argument describes columns."""
