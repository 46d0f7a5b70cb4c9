package zh

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/graph"
)

// marks pairs the opening marks with the closing ones. A title in 《》 is a
// title; what stands in quotation marks is only a name beside a word that says
// so.
var marks = map[rune]rune{'《': '》', '“': '”', '「': '」', '『': '』', '〈': '〉', '"': '"'}

// yearEnd is the year in which a plan ends: 《…2035》.
var yearEnd = regexp.MustCompile(`20[2-9]\d年?$`)

// maxQuoted bounds a quoted name, in code points.
const maxQuoted = 60

// titlesAndQuotes finds laws, reports and newspapers in 《》 and names in “”.
func (v *view) titlesAndQuotes() {
	for i := 0; i < len(v.text); {
		r, size := utf8.DecodeRuneInString(v.text[i:])
		closer, ok := marks[r]
		i += size
		if !ok {
			continue
		}
		inner, _, found := strings.Cut(v.text[i:min(len(v.text), i+maxQuoted*4)], string(closer))
		if !found || inner == "" || runes(inner) > maxQuoted || strings.Contains(inner, string(r)) {
			continue
		}
		if r == '《' {
			v.inTitles = append(v.inTitles, corpus.Span{Start: i, End: i + len(inner)})
		}
		if r == '《' || r == '〈' {
			v.title(i, inner)
		} else {
			v.quote(i-size, i, inner, v.text[i+len(inner)+utf8.RuneLen(closer):])
		}
		if r != '“' { // “” may hold 《》
			i += len(inner) + utf8.RuneLen(closer)
		}
	}
}

// inTitle reports whether offset lies in a title in 《》: what is named there
// belongs to the title.
func (v *view) inTitle(offset int) bool {
	i, found := slices.BinarySearchFunc(v.inTitles, offset, func(s corpus.Span, at int) int { return cmp.Compare(s.Start, at) })
	return found || i > 0 && offset < v.inTitles[i-1].End
}

// title judges a title by its end: 《…法》 is a law, 《…报告》 a document.
func (v *view) title(at int, inner string) {
	end := at + len(inner)
	core := bareTitle(inner)
	_, r, ok := longestEnd(v.titles, core, 5)
	next := v.next(end + len("》"))
	switch {
	case ok && r.class == "-" || runes(core) < 2:
	case ok && r.class != "Organization":
		v.add(stepOf(r), r.class, at, end, r.confidence)
	case ok, next.text == "杂志", next.text == "周刊", next.text == "报道", next.text == "期刊":
		v.add("press", graph.Organization, at, end, max(r.confidence, 0.8))
	case yearEnd.MatchString(inner):
		v.add("document", graph.DocumentClass, at, end, 0.7)
	case v.productNoun(next), v.productNoun(v.wordBefore(at - len("《"))):
		v.add("title", graph.Product, at, end, 0.5)
	}
}

// bareTitle cuts what follows the title proper: （草案）, （2021—2025年）, 2030.
func bareTitle(s string) string {
	if i := strings.IndexAny(s, "（("); i > 0 {
		s = s[:i]
	}
	return strings.TrimRightFunc(s, func(r rune) bool { return unicode.IsDigit(r) || r == '年' || unicode.IsSpace(r) })
}

// quote judges a name in quotation marks by its end and by the words beside it.
func (v *view) quote(open, at int, inner, after string) {
	end := at + len(inner)
	if strings.ContainsAny(inner, "，。；！？") || runes(inner) > 20 {
		return
	}
	if _, r, ok := v.longestEndOf("inside", bareTitle(inner)); ok && v.specific(r, inner) {
		v.add("quote", r.class, at, end, r.confidence)
		return
	}
	if strings.Contains(inner, "、") {
		return // a slogan: only its own end makes it a name
	}
	if r, ok := v.longestStart("after", after); ok {
		v.add("quote", r.class, at, end, r.confidence)
		return
	}
	if _, r, ok := v.longestEndOf("before", v.text[:open]); ok {
		v.add("quote", r.class, at, end, r.confidence)
		return
	}
	if named := strings.TrimPrefix(after, "的"); named != after && v.namedBefore(open) {
		if r, ok := v.longestStart("after", named); ok {
			v.add("quote", r.class, at, end, r.confidence)
		}
	}
}

// specific reports whether a quoted name that ends in 计划 or 联盟 says enough to
// be a name and no slogan.
func (v *view) specific(r reading, inner string) bool {
	if r.class == graph.DocumentClass && bareTitle(inner) == inner {
		return runes(inner) >= 6
	}
	return runes(inner) > 3
}

// namedBefore reports whether 名为, 称为 or 叫 stands before offset.
func (v *view) namedBefore(offset int) bool {
	head := v.text[:max(0, offset)]
	for _, w := range []string{"名为", "名叫", "称为", "叫做", "命名为", "取名"} {
		if strings.HasSuffix(head, w) {
			return true
		}
	}
	return false
}

func (v *view) longestEndOf(side, s string) (string, reading, bool) {
	start := len(s)
	var word string
	var found reading
	for range 6 {
		if start == 0 {
			break
		}
		_, size := utf8.DecodeLastRuneInString(s[:start])
		start -= size
		if r, ok := v.quoted[side+s[start:]]; ok {
			word, found = s[start:], r
		}
	}
	return word, found, word != ""
}

func (v *view) longestStart(side, s string) (reading, bool) {
	var found reading
	ok := false
	end := 0
	for range 6 {
		if end >= len(s) {
			break
		}
		_, size := utf8.DecodeRuneInString(s[end:])
		end += size
		if r, hit := v.quoted[side+s[:end]]; hit {
			found, ok = r, true
		}
	}
	return found, ok
}

// stepOf names the step after what it finds.
func stepOf(r reading) string {
	if r.class == "Law" {
		return "law"
	}
	return "document"
}

func (v *view) wordBefore(offset int) word {
	if i := v.before(offset); i >= 0 && v.words[i].end == offset {
		return v.words[i]
	}
	return word{}
}

func (v *view) productNoun(w word) bool { return v.cues["product"][w.text] }
