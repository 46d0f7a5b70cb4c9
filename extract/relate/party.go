package relate

import "regexp"

// The one who holds a post of a party is its member: "Wolf von der CDU" has the
// shape of "Wolf von der UBS", but works for nobody. Which names are parties,
// and which offices a party fills without being headed by them ("CDU-Minister
// Wolf"), lists.tsv says.

// belongs rewrites a finding about somebody's post where the other end is a
// party.
func (m *masked) belongs(f finding, h hit, office *regexp.Regexp) finding {
	role := m.text[h.role[0]:h.role[1]]
	switch {
	case f.predicate == "worksFor" && m.parties[f.object]:
	case f.predicate == "headedBy" && m.parties[f.subject] && office != nil && office.MatchString(role):
		f.subject, f.object = f.object, f.subject
	default:
		return f
	}
	f.predicate = "memberOf"
	return f
}
