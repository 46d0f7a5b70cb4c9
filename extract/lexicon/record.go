package lexicon

import (
	"encoding/binary"
	"math"
	"strconv"
	"strings"

	"trigraph/graph"
)

// A record is an entry as bytes: what every reading needs first, then the
// names, then the rest. Numbers are unsigned varints, strings have their length
// before them.

// What a record has, as bits of its first number.
const (
	hasPrior = 1 << iota
	hasPopularity
	hasCountry
	hasPartOf
	hasOwnWikidata // the id is the Wikidata id in small letters
	hasMore
)

// dictionary numbers the classes and countries of an index, which many records
// share.
type dictionary struct {
	words  []string
	number map[string]int
}

// of returns the number of a word, a new one where it is seen first.
func (d *dictionary) of(word string) uint64 {
	n, ok := d.number[word]
	if !ok {
		n = len(d.words)
		d.words, d.number[word] = append(d.words, word), n
	}
	return uint64(n)
}

// word returns the word of a number, "" for none.
func (d *dictionary) word(n uint64) string {
	if n < uint64(len(d.words)) {
		return d.words[n]
	}
	return ""
}

// wholePrior is what a prior is counted in where that loses nothing.
const wholePrior = 10000

// appendRecord adds the record of an entry to b. Records of one index share the
// dictionary.
func appendRecord(b []byte, e *entry, d *dictionary) []byte {
	b = appendID(b, e.id)
	b = binary.AppendUvarint(b, d.of(string(e.class)))
	b = binary.AppendUvarint(b, e.flags())
	if e.prior >= 0 {
		b = appendPrior(b, e.prior)
	}
	if e.popularity > 0 {
		b = binary.AppendUvarint(b, uint64(e.popularity))
	}
	if e.country != "" {
		b = binary.AppendUvarint(b, d.of(e.country))
	}
	if e.partOf != "" {
		b = appendID(b, e.partOf)
	}
	b = binary.AppendUvarint(b, uint64(len(e.names)))
	for _, n := range e.names {
		b = appendString(binary.AppendUvarint(b, uint64(n.is)), n.form)
	}
	if has := e.flags(); has&hasMore != 0 {
		item := e.wikidata
		if has&hasOwnWikidata != 0 {
			item = ""
		}
		for _, s := range []string{item, e.lei, e.website, joined(e.isin), joined(e.ticker), joined(e.about)} {
			b = appendString(b, s)
		}
	}
	return b
}

func (e *entry) flags() (has uint64) {
	set := func(flag uint64, is bool) {
		if is {
			has |= flag
		}
	}
	own := e.wikidata != "" && "q"+strings.TrimPrefix(e.wikidata, "Q") == e.id
	set(hasPrior, e.prior >= 0)
	set(hasPopularity, e.popularity > 0)
	set(hasCountry, e.country != "")
	set(hasPartOf, e.partOf != "")
	set(hasOwnWikidata, own)
	set(hasMore, e.wikidata != "" && !own || e.lei != "" || e.website != "" || len(e.isin)+len(e.ticker)+len(e.about) > 0)
	return has
}

func joined(words []string) string { return strings.Join(words, "|") }

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// appendID writes "q" and a number as a number, other ids as strings.
func appendID(b []byte, id string) []byte {
	if n, ok := itemNumber(id); ok {
		return binary.AppendUvarint(b, n<<1|1)
	}
	return append(binary.AppendUvarint(b, uint64(len(id))<<1), id...)
}

// itemNumber is the number in an id such as "q312".
func itemNumber(id string) (uint64, bool) {
	digits, ok := strings.CutPrefix(id, "q")
	if !ok || digits == "" || digits[0] < '1' || digits[0] > '9' || len(digits) > 15 {
		return 0, false
	}
	n, err := strconv.ParseUint(digits, 10, 63)
	return n, err == nil
}

// appendPrior writes a prior as ten thousands, or where that is not exact in full.
func appendPrior(b []byte, prior float64) []byte {
	if n := math.Round(prior * wholePrior); n/wholePrior == prior {
		return binary.AppendUvarint(b, uint64(n)<<1)
	}
	return binary.LittleEndian.AppendUint64(append(b, 1), math.Float64bits(prior))
}

// reader reads a record. Where the bytes end too early, or say what cannot be,
// it is bad and gives nothing more.
type reader struct {
	text string
	bad  bool
}

func (r *reader) number() uint64 {
	var n uint64
	for i := 0; i < len(r.text) && i < binary.MaxVarintLen64; i++ {
		c := r.text[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			r.text = r.text[i+1:]
			return n
		}
	}
	r.text, r.bad = "", true
	return 0
}

func (r *reader) take(n uint64) string {
	if n > uint64(len(r.text)) {
		r.text, r.bad = "", true
		return ""
	}
	s := r.text[:n]
	r.text = r.text[n:]
	return s
}

func (r *reader) string() string { return r.take(r.number()) }

func (r *reader) list() []string { return list(r.string()) }

func (r *reader) id() string {
	n := r.number()
	if n&1 == 1 {
		return "q" + strconv.FormatUint(n>>1, 10)
	}
	return r.take(n >> 1)
}

func (r *reader) prior() float64 {
	n := r.number()
	if n&1 == 0 {
		return min(float64(n>>1)/wholePrior, 1)
	}
	b := r.take(8)
	if r.bad {
		return 0
	}
	prior := math.Float64frombits(binary.LittleEndian.Uint64([]byte(b)))
	if !(prior >= 0 && prior <= 1) {
		r.bad = true
		return 0
	}
	return prior
}

// head reads what stands before the names: id, class, prior, popularity,
// country, owner, and returns what the record has.
func (r *reader) head(d *dictionary) (e entry, has uint64) {
	e.id = r.id()
	e.class = graph.Class(d.word(r.number()))
	has = r.number()
	if e.prior = -1; has&hasPrior != 0 {
		e.prior = r.prior()
	}
	if has&hasPopularity != 0 {
		e.popularity = int(r.number() & math.MaxInt32)
	}
	if has&hasCountry != 0 {
		e.country = d.word(r.number())
	}
	if has&hasPartOf != 0 {
		e.partOf = r.id()
	}
	return e, has
}

// name reads the next name.
func (r *reader) name() name {
	is := trait(r.number())
	return name{is, r.string()}
}

// entry reads a whole record; false for a damaged one.
func (r *reader) entry(d *dictionary) (entry, bool) {
	e, has := r.head(d)
	for n := r.number(); n > 0 && !r.bad; n-- {
		e.names = append(e.names, r.name())
	}
	if has&hasOwnWikidata != 0 {
		e.wikidata = strings.ToUpper(e.id)
	}
	if has&hasMore != 0 {
		if q := r.string(); q != "" {
			e.wikidata = q
		}
		e.lei, e.website = r.string(), r.string()
		e.isin, e.ticker, e.about = r.list(), r.list(), r.list()
	}
	return e, !r.bad && e.id != ""
}
