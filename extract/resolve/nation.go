package resolve

import (
	"strings"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// nationBytes is how far before a name its nation stands at most: room for what
// it is ("US-Umweltbehörde EPA", "the Chinese electric-car maker Zeekr").
const nationBytes = 40

// breaks are the words between a nation and a name that show it to be another's.
var breaks = [...]string{
	" a ", " an ", " and ", " by ", " for ", " from ", " in ", " of ", " the ", " to ", " with ",
	" an ", " aus ", " bei ", " das ", " den ", " der ", " des ", " die ", " für ", " in ", " mit ", " und ", " von ", " zu ",
}

// nation gives the id of the country that is said, directly before a name, to be
// its own, "" where none is. In Chinese it is part of the name.
func (s *scene) nation(m extract.Mention) string {
	text := s.d.Article.Text
	if langOf(s.d, m.Span) == corpus.Chinese {
		return ""
	}
	for end := m.Start - 1; end >= 0 && end >= m.Start-nationBytes; end-- {
		id, ok := s.nations[end]
		if !ok {
			continue
		}
		between := text[end:m.Start]
		if !strings.HasSuffix(between, " ") || strings.ContainsAny(between, ".,;:!?()\n\"“”„'’") || strings.Count(between, " ") > 4 {
			return ""
		}
		for _, w := range breaks {
			if strings.Contains(between, w) {
				return ""
			}
		}
		return id
	}
	return ""
}

// oddsNation is what a nation directly before a name says for what is of it, and
// against what is of another, in log odds. Set by hand: the sets hardly show it.
const oddsNation = 2.0

// ofNation is what the nation directly before a name says of one reading.
func ofNation(nation string, e graph.Entity) float64 {
	switch {
	case nation == "" || e.Country == "":
		return 0
	case nation == e.Country:
		return oddsNation
	}
	return -oddsNation
}
