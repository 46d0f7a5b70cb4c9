package relate

import (
	"strings"
	"unicode"

	"trigraph/graph"
)

// kinds of things that are listed together.
const (
	noKind = iota
	personKind
	partyKind // organizations and products
	placeKind
	lawKind
	otherKind
)

func kindOf(c graph.Class) int {
	switch c {
	case graph.Person:
		return personKind
	case graph.Organization, graph.Company, graph.GovernmentAgency, graph.Product:
		return partyKind
	case graph.Place, graph.Country, graph.Region, graph.City:
		return placeKind
	case graph.Law, graph.DocumentClass:
		return lawKind
	}
	return otherKind
}

const maxList = 12 // members

// listLength gives how many of the pieces, from the first on, make one list.
func (l *language) listLength(text string, pieces []piece) int {
	n, commas, closed := 1, 0, false
	for n < len(pieces) && n < maxList && pieces[n].mention != nil && !closed {
		a, b := pieces[n-1], pieces[n]
		if !l.coordinate(a, b) || l.owns(text[b.to:]) || l.ownsNext(text, pieces[n:]) {
			break
		}
		sep := strings.Map(fold, text[a.to:b.from])
		switch {
		case l.lists.conj[sep], l.titled(sep, a, b):
			if l.spaced && n == 1 && strings.HasPrefix(sep, ",") {
				return n // "X owns part of A, and B said": a new clause
			}
			closed = l.spaced
		case l.lists.comma[sep], sep == "" && kindOf(a.mention.Class) == lawKind:
			commas++
		default:
			return l.checkList(n, commas)
		}
		n++
	}
	if closed {
		return n
	}
	return l.checkList(n, commas)
}

// checkList: where commas do many jobs, two names with nothing but a comma
// between them are no list ("In France, Google …", "Hangzhou, China").
func (l *language) checkList(n, commas int) int {
	if l.spaced && n == 2 && commas == 1 {
		return 1
	}
	return n
}

// coordinate reports whether two mentions may stand in one list. Places of two
// classes may not: a city and its country are an address.
func (l *language) coordinate(a, b piece) bool {
	x, y := a.mention, b.mention
	if x.Len() == 0 || y.Len() == 0 {
		return false // a thing left out before its office is in no list
	}
	k := kindOf(x.Class)
	return k == kindOf(y.Class) && x.Adjective == y.Adjective && k != otherKind &&
		(k != placeKind || x.Class == y.Class)
}

// titled reports whether nothing but "and" and what the second is stands between
// two people: "von der Physikerin Poll und dem Ingenieur Chehab".
func (l *language) titled(sep string, a, b piece) bool {
	return l.lists.title != nil && kindOf(a.mention.Class) == personKind && kindOf(b.mention.Class) == personKind &&
		l.lists.title.MatchString(sep)
}

// owns reports whether what follows a name makes it the owner of the next one,
// so that it does not end the list before it: "YouTube and Meta's Instagram".
func (l *language) owns(after string) bool {
	after = strings.TrimLeftFunc(strings.Map(fold, head(after, 24)), unicode.IsSpace)
	return l.lists.owner != nil && l.lists.owner.MatchString(after)
}

// ownsNext reports whether the first of some pieces is the owner of the second,
// as 豆包和月之暗面的Kimi lists two products, not a product and a company.
func (l *language) ownsNext(text string, pieces []piece) bool {
	return len(pieces) > 1 && pieces[1].mention != nil && l.lists.of[text[pieces[0].to:pieces[1].from]] &&
		kindOf(pieces[0].mention.Class) == kindOf(pieces[1].mention.Class)
}

// tailLength gives the length of what closes a list: "等公司", "and others".
func (l *language) tailLength(after string) int {
	if l.lists.tail == nil {
		return 0
	}
	if at := l.lists.tail.FindStringIndex(head(after, 48)); at != nil {
		return at[1]
	}
	return 0
}

// head gives the first n bytes of s at most, whole runes only.
func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}
