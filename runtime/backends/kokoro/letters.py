"""Letter-to-sound for English words that no dictionary knows: spelling in, phones of Kokoro's alphabet out.

The rules follow the form of Elovitz, Johnson, McHugh and Shore, "Automatic Translation of English Text to Phonetics by
Means of Letter-to-Sound Rules" (NRL Report 7948, 1976): each letter has an ordered list, the first rule whose left and
right context fit wins. In a context, `#` is one or more vowels, `:` any consonants, `^` one consonant, `.` a voiced
one, `+` a front vowel, `%` one of the endings e, er, es, ed, ely, ing, `&` a sibilant, `@` a letter after which long u
is /u/, and `_` the word's edge.
"""

from __future__ import annotations

import re
from functools import cache

LONGEST = 40
"""Letters taken in one go; no English word is longer, and it bounds the work on a hostile one."""

RULES = """
a   _[are]_=ɑɹ [ar]o=əɹ [ar]#=ɛɹ ^[as]#=As [a]wa=ə [aw]=ɔ [augh]t=ɔ [augh]=æf [au]=ɔ _:[any]=ɛni [a]^+#=A
a   #:[ally]=əli _[al]#=əl _[again]=əɡɛn #:[age]_=ɪʤ #:[ag]e=ɪʤ [a]^+:#=æ _:[a]^+_=A [a]^%=A [a]gue=A _[arr]=əɹ
a   [arr]=æɹ _:[ar]_=ɑɹ [ar]_=əɹ ^[ar]d_=əɹ [ar]=ɑɹ [air]=ɛɹ [ai]=A [ay]=A #:[al]_=əl #:[als]_=əlz [alk]=ɔk
a   [al]^=ɔl _:[able]=Abəl [able]=əbəl [a]^le_=A [ang]+=Anʤ [ange]=Anʤ qu[a]=ɑ w[a]sh=ɑ w[a]t=ɔ w[a]nt=ɑ w[a]s=ɑ
a   _[a]_=ə [aa]=ɑ [ah]=ɑ [ae]=i ^[a]_=ə [a]_=ə i[a]_=ə [a]=æ
b   _[be]^#=bi [being]=biɪŋ _[bui]l=bɪ m[b]_= [bb]=b [b]=b
c   _[ch]^=k ^e[ch]=k [chr]=kɹ [ch]=ʧ _s[ci]#=sI [ci]a=ʃ [ci]o=ʃ [ci]en=ʃ [cc]+=ks [cc]=k s[c]+= [ck]=k [com]_=kɑm
c   [com]%=kʌm [cque]_=k [c]+=s [c]=k
d   #:[ded]_=dᵻd .e[d]_=d #:^e[d]_=t [dge]=ʤ [dg]=ʤ [dd]=d [du]a=ʤu [d]=d
e   #:[e]_= :[e]d_= #:[e]d_= _:[e]_=i [ev]er=ɛv [e]^%=i [eri]#=iɹi [eri]=ɛɹɪ #:[er]#=əɹ [err]=ɛɹ [er]#=ɛɹ
e   [ear]n=ɜɹ [ear]l=ɜɹ [earth]=ɜɹθ [ear]=ɪɹ [er]_=əɹ [ers]_=əɹz #:[er]=əɹ [er]=ɜɹ _[even]=ivən #:[e]w= @[ew]=u
e   [ew]=ju [e]o=i #:&[es]_=ᵻz #:[e]s_= #:[ely]_=li #:[ement]=mənt [eful]=fəl [eer]=ɪɹ [ee]=i [earn]=ɜɹn
e   _[ear]^=ɜɹ [ead]_=ɛd [ealth]=ɛlθ [eath]er=ɛð [east]=ist [ea]sure=ɛ #:[ea]_=iə [ea]=i [eigh]=A [ei]n=A [ei]=i
e   _[eye]=I [eyl]=Al [ey]_=i [ey]=A [eu]=ju [equ]=ikw ^[el]_=əl ^[els]_=əlz ^[en]_=ən ^[ens]_=ənz #:^[ence]=əns
e   #:^[ent]=ənt #:^[et]_=ət [eh]=A [e]=ɛ
f   [ful]_=fəl [ff]=f [f]=f
g   [giv]=ɡɪv _[g]i^=ɡ [ge]t=ɡɛ su[gges]=ɡʤɛs [gg]=ɡ _b#[g]=ɡ _[gn]=n [gn]_=n [g]ue_=ɡ [gu]i=ɡ [gh]_= [ght]=t
g   [gh]=ɡ _[g]et=ɡ _[g]e^_=ɡ [g]+=ʤ [g]=ɡ
h   _[hav]=hæv _[here]=hɪɹ _[hour]=Wəɹ _[heir]=ɛɹ _[hon]e=ɑn [how]=hW [h]#=h [h]=
i   _[in]=ɪn _[i]_=I [in]d_=In [ind]er=Indəɹ #:r[ied]_=id [ied]_=Id [ien]=iɛn [ie]t=Iə _:[i]%=I [i]%=i [ie]_=i
i   [ie]=i [ia]_=iə [ia]n=iə [io]n=jə [i]^+:#=ɪ [ir]#=Iɹ [iz]%=Iz [is]%=Iz [i]d%=I +^[i]^+=ɪ [i]t%=I #:^[i]^+=ɪ
i   [i]^+=I [ir]=ɜɹ [igh]=I [ild]_=Ild [ign]_=In [ign]^=In [ign]%=In [ique]_=ik [ii]=i [i]_=i [iu]=iə [i]=ɪ
j   [j]=ʤ
k   _[kn]=n [kk]=k [kh]=k [k]=k
l   [lo]c#=lO l[l]= #:^[l]%=əl [lead]=lid [l]=l
m   [mov]=muv [mn]_=m [mm]=m [m]=m
n   e[ng]+=nʤ [ng]r=ŋɡ [ng]#=ŋɡ [ngl]%=ŋɡəl [ng]=ŋ [nk]=ŋk [nx]=ŋks [nn]=n [n]=n
o   [owe]_=O [of]_=əv [orough]=ɜɹO #:[or]_=əɹ #:[ors]_=əɹz [or]=ɔɹ _[one]=wʌn [ow]n_=O [ow]l=W [ow]er=Wə #:[ow]_=O
o   [ow]_=O [ow]=W _[over]=Ovəɹ [ov]er=Ov [ov]=ʌv [o]^%=O [o]^en=O [o]^i#=O [ol]d=Ol [ough]t=ɔ [ough]=O _[ou]=W
o   h[ou]s#=W [ous]_=əs [our]_=ɔɹ [our]=ɔɹ [ould]=ʊd ^[ou]^l=ʌ [oup]=up [ou]n=W [ou]s=W [ou]t=W [ou]d=W [ou]=u
o   [oy]=Y [oing]=OɪN [oi]=Y [oor]=ɔɹ [ook]=ʊk [ood]=ʊd [oo]=u [o]e=O [o]_=O [oa]=O _[only]=Onli [o]ng=ɔ ^:[o]ng=ɔ
o   i[on]=ən #:[on]_=ən #^[on]=ən [o]st_=O [of]^=ɔf [oth]er=ʌð [oss]_=ɔs #:^[om]=əm [oh]=O [o]=ɑ
p   [ph]=f [people]=pipəl [pow]=pW [put]_=pʊt _[ps]=s _[pn]=n [pp]=p [p]=p
q   [quar]=kwɔɹ [qu]e_=k [que]_=k [qu]=kw [q]=k
r   _[re]^#=ɹi [rh]=ɹ [rr]=ɹ [r]=ɹ
s   [sh]=ʃ u[s]_=s ^i[s]_=s #[sion]=ʒən [ssion]=ʃən [some]_=səm #[sur]#=ʒəɹ [sur]#=ʃəɹ #[su]#=ʒu #[ssu]#=ʃu
s   #[sed]_=zd #[s]#=z [said]=sɛd ^[sion]=ʃən [s]s= .[s]_=z #:.e[s]_=z #:^##[s]_=z #:^#[s]_=z _:#[s]_=z _[sch]=sk
s   [s]c+= #[sm]=zm [s]=s
t   _[the]_=ðə [to]_=tu [that]_=ðæt _[this]_=ðɪs [ther]=ðəɹ [thm]=ðəm [th]=θ ^[ted]_=tᵻd #[ted]_=tᵻd s[ti]#n=ʧ
t   [ti]o=ʃ [ti]a=ʃ [tien]=ʃən [tur]#=ʧəɹ [tu]a=ʧu _[two]=tu [tch]=ʧ [tt]=t [tz]=ts [t]=t
u   #:[us]_=əs _[uni]=junɪ _[un]=ʌn _[upon]=əpɔn @[ur]#=ʊɹ [ur]#=jʊɹ [ur]=ɜɹ [u]^_=ʌ [u]^^=ʌ [uy]=I _g[u]#= g[u]%=
u   g[u]#=w #n[u]=ju [ui]=u [uo]=wO [ue]_=u [ua]=wɑ @[u]=u [uh]=ʌ [u]=ju
v   [view]=vju [vv]=v [v]=v
w   _[were]=wɜɹ [wa]s=wɑ [wa]t=wɑ [where]=wɛɹ [what]=wʌt [whol]=hOl [who]=hu [wh]=w [war]=wɔɹ [wor]^=wɜɹ [wr]=ɹ
w   [w]=w
x   _[x]=z [x]=ks
y   [young]=jʌŋ _[you]=ju _[yes]=jɛs _[y]=j #:^[y]_=i #:^[y]i=i _:[y]_=I _:[y]#=I _:[y]^+:#=ɪ _:[y]^#=I #[y]#=j
y   [y]#=j [y]=ɪ
z   [zz]=z [z]=z
"""

_CONTEXT = {
    "#": "[aeiouy]+", ":": "[bcdfghjklmnpqrstvwxz]*", "^": "[bcdfghjklmnpqrstvwxz]", ".": "[bdvgjlmnrwz]",
    "+": "[eiy]", "%": "(?:e|er|es|ed|ely|ing)(?![a-z])", "&": "(?:[scgzxj]|ch|sh)", "@": "(?:[tsrdlznj]|th|ch|sh)",
    "_": "(?![a-z])",
}  # fmt: skip
_EDGE_LEFT = "(?<![a-z])"
VOWELS = "AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻᵊɐ"
_REDUCED = {"æ": "ə", "ɑ": "ə", "ʌ": "ə", "ɛ": "ə"}


@cache
def _rules() -> dict[str, list[tuple[re.Pattern[str], str, re.Pattern[str], str]]]:
    table: dict[str, list[tuple[re.Pattern[str], str, re.Pattern[str], str]]] = {}
    for row in RULES.strip().splitlines():
        letter, *rules = row.split()
        for rule in rules:
            left, _, rest = rule.partition("[")
            letters, _, rest = rest.partition("]")
            right, _, phones = rest.partition("=")
            before = "".join(_EDGE_LEFT if c == "_" else _CONTEXT.get(c, c) for c in left) + r"\Z"
            after = "".join(_CONTEXT.get(c, c) for c in right)
            entry = (re.compile(before), letters, re.compile(after), phones.replace("N", "ŋ"))
            table.setdefault(letter, []).append(entry)
    return table


def letters_to_phones(word: str) -> str:
    """The phones of a lower-case a-z word, with stress marks before the vowels that carry them. Other characters are
    passed over; a word with no vowel in it comes out with its consonants only."""
    text = "".join(c for c in word.lower() if "a" <= c <= "z")
    return "".join(_stressed(_spell(text[i : i + LONGEST])) for i in range(0, len(text), LONGEST))


def _spell(text: str) -> str:
    table = _rules()
    phones: list[str] = []
    at = 0
    while at < len(text):
        for before, letters, after, sound in table[text[at]]:
            if text.startswith(letters, at) and after.match(text, at + len(letters)) and before.search(text[:at]):
                phones.append(sound)
                at += len(letters)
                break
        else:
            at += 1
    return "".join(phones)


def _stressed(phones: str) -> str:
    """Stress by the shape of the word, as in Latin, which most unknown names in fiction follow: two syllables, the
    first; more, the last but one where it is heavy or the word ends in -a or -o, else the one before it. Endings in
    -ion, -ic and -ity draw the stress to the syllable before them."""
    at = [i for i, c in enumerate(phones) if c in VOWELS]
    if not at:
        return phones
    main = _main(phones, at)
    out = []
    for i, c in enumerate(phones):
        place = at.index(i) - at.index(main) if i in at else None
        if place == 0:
            out.append("ˈ" + c)
        elif place is not None and place <= -2 and place % 2 == 0:
            out.append("ˌ" + c)
        elif place is not None and (place > 0 or place == -1) and c in _REDUCED and not (i == 0 and c == "æ"):
            out.append("ə" if place > 0 or c != "ɛ" else "ɪ")
        elif c == "t" and 0 < i < len(phones) - 1 and phones[i - 1] in VOWELS + "ɹ" and i + 1 in at and i + 1 != main:
            out.append("ɾ")
        else:
            out.append(c)
    return "".join(out)


def _main(phones: str, at: list[int]) -> int:
    full = [i for i in at if phones[i] not in "əᵻᵊ"] or at
    if len(at) == 1:
        return at[0]
    if len(at) == 2:
        return full[0]
    if re.search(r"(?:[ʃʒ]ən|ʃəs|ɪks?|ɪki)\Z", phones):
        return at[-2]
    if re.search(r"(?:ɪti|ɪɡəɹ|əfi|əʤi|iəs?|iən|jəs)\Z", phones):
        return at[-3]
    gap = phones[at[-2] + 1 : at[-1]]
    light_cluster = len(gap) == 2 and gap[-1] in "ɹlwj"
    heavy = (len(gap) >= 2 and not light_cluster) or phones[at[-2]] in "AIOQWYu"
    if at[-2] in full and (heavy or phones[-1] in "əO"):
        return at[-2]
    return at[-3] if at[-3] in full else full[0]
