package resolve

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// node is one entity within one article.
type node struct {
	id         string
	name       string
	class      graph.Class
	known      bool
	confidence float64
	merged     *node
	why        reason // of merged
}

// root follows merges to the node that stands for n.
func (n *node) root() *node {
	for n.merged != nil {
		n = n.merged
	}
	return n
}

// article is the work on one document: its chosen mentions, each with a node.
type article struct {
	r        *Resolver
	d        *extract.Document
	mentions []extract.Mention
	nodes    []*node // one for each mention
	byID     map[string]*node
	joins    joins
}

func newArticle(r *Resolver, d *extract.Document, chosen []extract.Mention) *article {
	a := &article{r: r, d: d, mentions: chosen, byID: map[string]*node{}}
	for i := range chosen {
		if len(chosen[i].Readings)+len(chosen[i].Candidates) == 0 {
			chosen[i] = a.lookUp(chosen[i])
		}
		a.nodes = append(a.nodes, a.nodeFor(chosen[i]))
	}
	return a
}

// nodeFor returns the article's node for a chosen mention: the known thing it
// means, or a new thing by the core of its name.
func (a *article) nodeFor(m extract.Mention) *node {
	if len(m.Readings) > 0 {
		return a.knownNode(m.Readings[0].Entity, m)
	}
	name := a.surface(m)
	id := a.r.names.newID(name, m.Class)
	n, ok := a.byID[id]
	if !ok {
		n = &node{id: id, name: name, class: m.Class}
		a.byID[id] = n
	}
	if m.Confidence > n.confidence {
		n.class, n.confidence = m.Class, m.Confidence
	}
	return n
}

// lookUp gives a name that no list proposed the readings of what is left of it
// without legal form.
func (a *article) lookUp(m extract.Mention) extract.Mention {
	m.Readings = a.r.offered(a.surface(m), m.Class, langOf(a.d, m.Span))
	one := []extract.Mention{m}
	if doubtful(m) {
		a.r.read(a.d, a.r.gather(a.d), one)
	}
	return one[0]
}

func (a *article) knownNode(id string, m extract.Mention) *node {
	n, ok := a.byID[id]
	if !ok {
		n = &node{id: id, name: a.surface(m), class: m.Class, known: true}
		if e, found := a.r.known.Entity(id); found {
			n.class, n.name = e.Class, label(e, langOf(a.d, m.Span))
		}
		a.byID[id] = n
	}
	return n
}

// label is the entity's name in the language of the text, else in English,
// else any.
func label(e graph.Entity, lang corpus.Lang) string {
	for _, l := range []string{string(lang), "en", "de", "zh"} {
		if s := e.Labels[l]; s != "" {
			return s
		}
	}
	return e.ID
}

// surface is the name as written, on one line.
func (a *article) surface(m extract.Mention) string {
	return strings.Join(strings.Fields(a.d.Text(m.Span)), " ")
}

// nameAll joins each unknown thing to the one other thing of the article whose
// shorter form its name is; where two have the same shorter form, to none.
func (a *article) nameAll() {
	owners := a.shortForms()
	for i, n := range a.nodes {
		n = n.root()
		if n.known {
			continue
		}
		name := a.surface(a.mentions[i])
		o, rule := owners[formKey(family(n.class), name)], "form"
		if o == nil || o == n {
			o, rule = a.longer(n, name), "beginning"
		}
		switch {
		case o == nil:
		case a.r.names.groupOf(o.name, n.id) && !o.known:
			merge(n, o, a.because(ShortForm, "group", a.shows(o)))
		default:
			merge(o, n, a.because(ShortForm, rule, a.shows(o)))
		}
	}
}

// longer returns the one organisation of the article whose name begins with the
// name of the organisation n and goes on (Epic, Epic Games), or nil where there
// is none or several. An article that begins with the shorter name means a thing
// of its own by the longer one: nginx and NGINX Plus.
func (a *article) longer(n *node, name string) *node {
	if family(n.class) != "org" || tooShort(name) {
		return nil
	}
	var one *node
	for i, m := range a.mentions {
		other := a.nodes[i].root()
		if other == n && one == nil {
			return nil
		}
		rest, ok := strings.CutPrefix(a.surface(m), name)
		if other == n || other == one || !ok || family(other.class) != "org" || rest == "" {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(rest); latin(next) || one != nil {
			return nil
		}
		one = other
	}
	return one
}

// shortForms maps each shorter form of the article's names to its node, or to
// nil where several things share the form.
func (a *article) shortForms() map[string]*node {
	owners := map[string]*node{}
	for i, m := range a.mentions {
		n := a.nodes[i].root()
		for _, f := range a.r.names.shorter(a.surface(m), n.class) {
			k := formKey(family(n.class), f)
			if o, ok := owners[k]; ok && o != n {
				n = nil
			}
			owners[k] = n
		}
	}
	return owners
}

func formKey(family, form string) string { return family + "\x00" + form }

// findAgain adds the places where a thing of the article is named again in a
// form that no step proposed: a name found by its form once ("the chipmaker
// Foo") and later bare, a person by family name, an alias from brackets.
func (a *article) findAgain() {
	forms := a.formsToFind()
	names := make([]string, 0, len(forms))
	for f := range forms {
		names = append(names, f)
	}
	slices.SortFunc(names, func(x, y string) int { return cmp.Or(-cmp.Compare(len(x), len(y)), cmp.Compare(x, y)) })
	taken := spans(a.mentions)
	for _, f := range names {
		n, confidence := forms[f].node, againFactor*forms[f].confidence
		if confidence < enough {
			continue
		}
		for _, s := range a.occurrences(f) {
			if !taken.add(s) {
				continue
			}
			if !n.known && a.r.names.groupOf(n.name, a.r.names.newID(f, n.class)) {
				n.id = a.r.names.newID(f, n.class)
			}
			a.mentions = append(a.mentions, extract.Mention{Span: s, Class: n.class, Step: "resolve:again", Confidence: confidence})
			a.nodes = append(a.nodes, n)
			if f != n.name {
				a.joins.add(a, f, n, a.because(ShortForm, "form", forms[f].shown))
			}
		}
	}
}

// againFactor is what is left of a name's confidence where only its form is
// found again.
const againFactor = 0.9

// form is a thing's name in some form, and how sure the surest mention is that
// shows it.
type form struct {
	node       *node
	confidence float64
	shown      corpus.Span // a mention that shows it
}

// formsToFind maps surface forms to nodes: the full names of unknown things and
// every thing's shorter forms, unless the form names something else.
func (a *article) formsToFind() map[string]form {
	forms := map[string]form{}
	for i, m := range a.mentions {
		n := a.nodes[i].root()
		if m.Adjective || n.class == graph.Concept {
			continue
		}
		candidates := a.r.names.shorter(a.surface(m), n.class)
		if len(m.Readings) == 0 {
			candidates = append(candidates, a.surface(m))
		}
		for _, f := range candidates {
			if tooShort(f) || a.namesOther(f, n) {
				continue
			}
			o, ok := forms[f]
			if ok && o.node != n {
				forms[f] = form{}
				continue
			}
			if !ok {
				o.shown = m.Span
			}
			forms[f] = form{n, max(o.confidence, m.Confidence), o.shown}
		}
	}
	for f, found := range forms {
		if found.node == nil {
			delete(forms, f)
		}
	}
	return forms
}

// namesOther reports whether a known thing other than n bears the form.
func (a *article) namesOther(form string, n *node) bool {
	rs := a.r.known.Lookup(form)
	return len(rs) > 0 && !slices.ContainsFunc(rs, func(r extract.Reading) bool { return r.Entity == n.id })
}

// occurrences returns where form stands in the article's sentences as a word
// of its own. A German genitive s belongs to the span.
func (a *article) occurrences(form string) []corpus.Span {
	var out []corpus.Span
	for _, sent := range a.d.Sentences {
		text := sent.In(a.d.Article.Text)
		for from := 0; ; {
			i := strings.Index(text[from:], form)
			if i < 0 {
				break
			}
			s := corpus.Span{Start: from + i, End: from + i + len(form)}
			from = s.End
			if s.End = wordEnd(text, s, sent.Lang); s.End == 0 {
				continue
			}
			s.Start, s.End = s.Start+sent.Start, s.End+sent.Start
			if sent.Lang == corpus.Chinese && cutsWord(sent, s) {
				continue
			}
			out = append(out, s)
		}
	}
	return out
}

// wordEnd returns where the word at s ends, or 0 if s is only part of a word.
func wordEnd(text string, s corpus.Span, lang corpus.Lang) int {
	first, _ := utf8.DecodeRuneInString(s.In(text))
	last, _ := utf8.DecodeLastRuneInString(s.In(text))
	before, _ := utf8.DecodeLastRuneInString(text[:s.Start])
	if latin(first) && latin(before) {
		return 0
	}
	rest := text[s.End:]
	after, _ := utf8.DecodeRuneInString(rest)
	if !latin(last) || !latin(after) {
		return s.End
	}
	if next, _ := utf8.DecodeRuneInString(rest[1:]); lang == corpus.German && after == 's' && last != 's' && !latin(next) {
		return s.End + 1
	}
	return 0
}

// finish returns the mentions in text order with entity, name and class set.
func (a *article) finish() []extract.Mention {
	for i := range a.mentions {
		n := a.nodes[i].root()
		if why := a.nodes[i].cause(); why.kind != "" {
			a.joins.add(a, a.surface(a.mentions[i]), n, why)
		}
		a.open(a.mentions[i], n)
		a.mentions[i].Entity, a.mentions[i].Name, a.mentions[i].Class = n.id, n.name, n.class
	}
	slices.SortFunc(a.mentions, func(x, y extract.Mention) int { return cmp.Compare(x.Start, y.Start) })
	return a.mentions
}
