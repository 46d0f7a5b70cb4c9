package dump

import "slices"

// claims are the statements of an entity that are read.
type claims struct {
	instance, subclass, citizenship, country, located, owner, exchange, lei, isin, website statements
}

// statement is one value of a property.
type statement struct {
	item   uint32 // Wikidata number of the value, where it is an item
	text   string // the value, where it is a string
	rank   rank
	ended  bool   // a qualifier says when it ended
	ticker string // the qualifier, on a stock exchange
}

// rank says how much a statement counts: where there are preferred ones, only
// these.
type rank uint8

const (
	deprecated rank = iota
	normal
	preferred
)

type statements []statement

// of is where the statements of a property go, nil for one that is not read.
func (c *claims) of(property uint32, p *properties) *statements {
	switch property {
	case p.instance:
		return &c.instance
	case p.subclass:
		return &c.subclass
	case p.citizenship:
		return &c.citizenship
	case p.country:
		return &c.country
	case p.located:
		return &c.located
	case p.owner:
		return &c.owner
	case p.exchange:
		return &c.exchange
	case p.lei:
		return &c.lei
	case p.isin:
		return &c.isin
	case p.website:
		return &c.website
	}
	return nil
}

func (c *claims) read(s *scanner, p *properties) error {
	return s.object(func(key []byte) error {
		list := c.of(number(key, 'P'), p)
		if list == nil {
			return s.skip()
		}
		return s.array(func() error {
			one := statement{rank: normal}
			err := one.read(s, p)
			*list = append(*list, one)
			return err
		})
	})
}

func (st *statement) read(s *scanner, p *properties) error {
	return s.object(func(key []byte) error {
		switch string(key) {
		case "mainsnak":
			var err error
			st.item, st.text, err = snak(s)
			return err
		case "rank":
			name, err := s.text()
			st.rank = map[string]rank{"deprecated": deprecated, "preferred": preferred}[name]
			if name == "normal" {
				st.rank = normal
			}
			return err
		case "qualifiers":
			return st.qualifiers(s, p)
		}
		return s.skip()
	})
}

func (st *statement) qualifiers(s *scanner, p *properties) error {
	return s.object(func(key []byte) error {
		switch number(key, 'P') {
		case p.end:
			st.ended = true
		case p.ticker:
			return s.array(func() error {
				_, text, err := snak(s)
				if st.ticker == "" {
					st.ticker = text
				}
				return err
			})
		}
		return s.skip()
	})
}

// snak reads the value of a statement or qualifier: an item or a string.
func snak(s *scanner) (item uint32, text string, err error) {
	err = s.object(func(key []byte) error {
		if string(key) != "datavalue" {
			return s.skip()
		}
		return s.object(func(key []byte) error {
			if string(key) != "value" {
				return s.skip()
			}
			var err error
			if s.peek() == '{' {
				item, err = itemID(s)
			} else {
				text, err = s.text()
			}
			return err
		})
	})
	return item, text, err
}

// itemID reads {"entity-type": "item", "numeric-id": 312, "id": "Q312"}; old dumps
// lack the id.
func itemID(s *scanner) (uint32, error) {
	var id uint32
	err := s.object(func(key []byte) error {
		switch string(key) {
		case "id":
			raw, err := s.text()
			if n := number([]byte(raw), 'Q'); n > 0 {
				id = n
			}
			return err
		case "numeric-id":
			s.peek()
			start := s.i
			err := s.skip()
			if n := number(append([]byte{'Q'}, s.b[start:s.i]...), 'Q'); n > 0 && id == 0 {
				id = n
			}
			return err
		}
		return s.skip()
	})
	return id, err
}

// best are the statements that count: the preferred ones, else the normal ones,
// and of these the ones that still hold, if any do.
func (list statements) best() statements {
	top := deprecated
	for _, s := range list {
		top = max(top, s.rank)
	}
	if top == deprecated {
		return nil
	}
	holds := slices.ContainsFunc(list, func(s statement) bool { return s.rank == top && !s.ended })
	var out statements
	for _, s := range list {
		if s.rank == top && (!s.ended || !holds) {
			out = append(out, s)
		}
	}
	return out
}

// items are the items that the statements lead to.
func (list statements) items() (out []uint32) {
	for _, s := range list.best() {
		if s.item > 0 && !slices.Contains(out, s.item) {
			out = append(out, s.item)
		}
	}
	return out
}

// texts are the strings that the statements give.
func (list statements) texts() (out []string) {
	for _, s := range list.best() {
		if s.text != "" && !slices.Contains(out, s.text) {
			out = append(out, s.text)
		}
	}
	return out
}
