package zh

import (
	"regexp"
	"strings"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

var (
	bracket    = regexp.MustCompile(`[（(]([^（()）]{1,80})[)）]`)
	introduced = regexp.MustCompile(`^(?:以下|下文|下)?(?:统|并)?(?:简|合|下)?称(?:为|作)?[：:]?\s*[“"「]?([^”"」，,；;。]{2,20})[”"」]?`)
	also       = regexp.MustCompile(`^(?:又称|又名|也称|亦称|别称|曾用名|原名|前身为|原|英文名称?|英文缩写|英文|缩写为?|简写为?)[：:为]?\s*[“"「]?([^”"」，,；;。]{2,40})[”"」]?`)
	shortLatin = regexp.MustCompile(`^[A-Z][A-Za-z0-9&.\- ]{1,39}$`)
	stockCode  = regexp.MustCompile(`^[A-Z]{0,8}[.:： ]?[0-9]{3,6}|[0-9]{4,6}\.[A-Z]{2}|^(?:NYSE|NASDAQ|HKEX|SH|SZ|HK)\b|股票|代码`)
)

// aliases finds a second name in brackets after a name: 台积电（TSMC）,
// 中国移动通信集团有限公司（以下简称“中国移动”）. Glosses, dates and stock codes in
// brackets are no names.
func (v *view) aliases() {
	for _, m := range bracket.FindAllStringSubmatchIndex(v.text, -1) {
		short, reason, ok := shortName(v.text[m[2]:m[3]])
		if !ok || m[0] == 0 {
			continue
		}
		at := m[2] + strings.Index(v.text[m[2]:m[3]], short)
		full, class, confidence := v.fullName(m[0], short)
		if full < 0 {
			continue
		}
		v.doc.Aliases = append(v.doc.Aliases, extract.Alias{
			Full:   corpus.Span{Start: v.base + full, End: v.base + m[0]},
			Short:  corpus.Span{Start: v.base + at, End: v.base + at + len(short)},
			Reason: reason,
		})
		if class != "" {
			v.add("alias", class, at, at+len(short), confidence)
		}
	}
}

// shortName returns the name that stands in brackets and the rule that saw it.
func shortName(inner string) (name, reason string, ok bool) {
	inner = strings.TrimSpace(inner)
	if m := introduced.FindStringSubmatch(inner); m != nil {
		return strings.TrimSpace(m[1]), "hereinafter", true
	}
	if m := also.FindStringSubmatch(inner); m != nil {
		return strings.TrimSpace(m[1]), "brackets", true
	}
	if stockCode.MatchString(inner) {
		return "", "", false
	}
	if first, _, cut := strings.Cut(inner, "，"); cut {
		inner = first
	}
	if first, _, cut := strings.Cut(inner, ","); cut {
		inner = strings.TrimSpace(first)
	}
	if shortLatin.MatchString(inner) {
		return inner, "brackets", true
	}
	return "", "", false
}

// fullName finds the name that ends at the bracket: a candidate, or else nouns
// before an acronym. It returns its start, and class and confidence of both.
func (v *view) fullName(end int, short string) (int, graph.Class, float64) {
	best := -1
	var class graph.Class
	confidence := 0.0
	for _, m := range v.doc.Candidates[v.from:] {
		if m.End == v.base+end && m.Start >= v.base && m.Confidence > confidence {
			best, class, confidence = m.Start-v.base, m.Class, m.Confidence
		}
	}
	if best >= 0 {
		return best, class, min(confidence, 0.85)
	}
	if start, ok := v.nouns(end, short); ok {
		switch w := v.wordBefore(end).text; {
		case v.cues["concept"][w]:
			class = graph.Concept
		case v.cues["product"][w]:
			class = graph.Product
		default:
			return start, "", 0
		}
		v.add("alias", class, start, end, 0.55)
		return start, class, 0.55
	}
	return -1, "", 0
}

// nouns walks left from end over the words of a term, at most two more than the
// acronym has letters.
func (v *view) nouns(end int, short string) (int, bool) {
	letters := 0
	for _, r := range short {
		if r >= 'A' && r <= 'Z' {
			letters++
		}
	}
	last := v.before(end)
	if last < 0 || !isHan(v.words[last].text) || v.edge(v.words[last], "firm") {
		return 0, false
	}
	if letters < 2 || strings.Contains(short, " ") || v.words[last].end != end {
		return 0, false
	}
	k := last
	for k > 0 && last-k < letters && v.joined(k-1) && !v.edge(v.words[k-1], "firm") && !and(v.words[k-1].text) {
		k--
	}
	start := v.words[k].start
	return start, isHan(v.words[k].text) && runes(v.text[start:end]) >= 3
}
