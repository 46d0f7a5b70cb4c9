package lexicon

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"trigraph/corpus"
)

// judge finds the longest match at a place without any index: it holds every
// name against every stretch of the text.
func judge(m *matcher, all []match, start int) (int, []match) {
	for end := m.end; end > start; end-- {
		var names []match
		blocked, best := false, 0
		surface := m.text[start:end]
		if last := surface[len(surface)-1]; last == ' ' || last == '\n' || strings.HasSuffix(surface, "\u00ad") {
			continue
		}
		for _, n := range all {
			if !sameName(n.form, surface) {
				continue
			}
			if n.is&blocker != 0 {
				blocked = blocked || m.opens(start, n.name)
			} else if at := m.passes(start, end, n.name); at > 0 {
				names, best = append(names, n), max(best, at)
			}
		}
		if best > 0 {
			return best, names
		}
		if blocked {
			return end, nil
		}
	}
	return 0, nil
}

// allNames lists the names of all layers; what is a common word in an earlier
// one is one in a later.
func allNames(m *matcher) (all []match) {
	for _, x := range m.layers {
		earlier := len(all)
		for _, r := range x.from(0) {
			e, _ := r.entry(x.dictionary)
			for _, n := range e.names {
				common := func(o match) bool { return o.is&marked != 0 && n.is&blocker == 0 && sameName(o.form, n.form) }
				if slices.ContainsFunc(all[:earlier], common) {
					n.is |= marked
				}
				all = append(all, match{n, m.reading(&e)})
			}
		}
	}
	return all
}

// soup writes random names or text of few parts, so that names are often
// beginnings of each other and of the text.
func soup(r *rand.Rand, parts int) string {
	words := []string{"a", "Be", "ka", "LO", "中", "国", "國", "ß", " ", " ", "-", "x", ".", "ABC", "s", "Wort", "word", "é", "，"}
	var b strings.Builder
	for range 1 + r.IntN(parts) {
		b.WriteString(words[r.IntN(len(words))])
	}
	return b.String()
}

// soupTable is a table of random names.
func soupTable(r *rand.Rand, n int) string {
	var b strings.Builder
	b.WriteString("id\tclass\ten\tzh\n")
	for i := range n {
		mark := []string{"", "", "?", "="}[r.IntN(4)]
		class := []string{"Company", "Company", "-"}[r.IntN(3)]
		if name := strings.TrimSpace(soup(r, 5)); name != "" {
			fmt.Fprintf(&b, "e-%d\t%s\t%s%s\t%s\n", i, class, mark, name, strings.TrimSpace(soup(r, 3)))
		}
	}
	return b.String()
}

func TestMatchesAgainstJudge(t *testing.T) {
	found := 0
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 2))
		l, err := Load(file("a.tsv", soupTable(r, 30)))
		if err != nil {
			t.Fatal(err)
		}
		if seed%3 > 0 { // over layers
			path := filepath.Join(t.TempDir(), "x")
			if _, err := Build(path, l, file("b.tsv", soupTable(r, 20))); err != nil {
				t.Fatal(err)
			}
			if err := l.Open(path); err != nil {
				t.Fatal(err)
			}
		}
		text := soup(r, 40)
		lang := []corpus.Lang{corpus.German, corpus.English, corpus.Chinese}[r.IntN(3)]
		m := &matcher{Lexicon: l, text: text, lang: lang, end: len(text)}
		all := allNames(m)
		for i, c := range text {
			if c == ' ' || wordy(c) && wordy(foldedBefore(text, i)) {
				continue
			}
			want, names := judge(m, all, i)
			m.names = nil
			if got := m.longest(i); got != want || want > 0 && !sameBearers(m.names, names) {
				t.Fatalf("seed %d, %q at %d: end %d %v, want %d %v", seed, text, i, got, m.names, want, names)
			}
			found += min(want, 1)
		}
	}
	if found < 200 {
		t.Errorf("only %d names in all texts", found)
	}
}

// sameBearers compares what was found, but that adjectives give way to names.
func sameBearers(a, b []match) bool {
	ids := func(list []match) []string {
		var out []string
		for _, n := range list {
			out = append(out, n.of.Entity+" "+n.form)
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	return slices.Equal(ids(a), ids(b))
}

// built compiles a table to a file.
func built(t testing.TB, table string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "own.index")
	if _, err := Build(path, testLexicon(t), file("own.tsv", table)); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLayersAddToEachOther(t *testing.T) {
	l := testLexicon(t)
	path := built(t, "id\tclass\ten\tzh\tcountry\tpopularity\tabout\n"+
		"apple\tCompany\tApple|Apple Computer\t\tunited-states\t200\tcomputers\n"+
		"apple-records\tCompany\tApple\t\t\t30\t\nmoon\tPlace\tMoon\t月球\t\t\t\n")
	if err := l.Open(path); err != nil {
		t.Fatal(err)
	}
	e, ok := l.Entity("apple")
	if !ok || e.Country != "united-states" || !slices.Equal(e.Names, []string{"Apple", "Apple Computer", "Apple Inc.", "苹果", "苹果公司"}) {
		t.Errorf("Entity(apple) = %+v, %v", e, ok)
	}
	if a := l.About("apple"); !slices.Equal(a, []string{"computers"}) {
		t.Errorf("About(apple) = %v", a)
	}
	r := l.Lookup("apple")
	if len(r) != 2 || r[0].Entity != "apple" || r[0].Popularity != 200 || r[1].Entity != "apple-records" {
		t.Errorf("Lookup(apple) = %+v", r)
	}
	m := analyze(t, l, corpus.English, "Apple Computer sold Apple on the Moon to China.")
	if len(m) != 4 || m[0].Readings[0].Entity != "apple" || m[1].Confidence > 0.5 || m[2].Readings[0].Entity != "moon" || m[3].Readings[0].Entity != "china" {
		t.Errorf("found %+v", m)
	}
}

func TestEntityRoundTrip(t *testing.T) {
	l, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	x := l.layers[0]
	n := 0
	for at, r := range x.from(0) {
		e, ok := r.entry(x.dictionary)
		if !ok {
			t.Fatalf("record at %d is damaged", at)
		}
		if got, found := x.lookup(e.id); !found || got != at {
			t.Fatalf("lookup(%s) = %d, %v, want %d", e.id, got, found, at)
		}
		again := appendRecord(nil, &e, &dictionary{number: numbers(x.dictionary.words)})
		if rec := x.record(at); rec.text != string(again) {
			t.Fatalf("%s: record changes when written again", e.id)
		}
		n++
	}
	if n != x.entityCount || n < 10000 {
		t.Errorf("%d records, the header says %d", n, x.entityCount)
	}
	for _, id := range []string{"", "nobody", "~", "-", "q0"} {
		if _, ok := l.Entity(id); ok {
			t.Errorf("Entity(%q) is known", id)
		}
	}
}

func numbers(words []string) map[string]int {
	out := map[string]int{}
	for i, w := range words {
		out[w] = i
	}
	return out
}

// TestSorterMergesRuns holds that an index does not depend on how much fits into
// memory.
func TestSorterMergesRuns(t *testing.T) {
	table := namesTable(500)
	compileWith := func(limit int) string {
		c := newCompiler()
		defer c.close()
		c.rows.limit, c.names.limit = limit, limit
		if err := c.load(file("a.tsv", table)); err != nil {
			t.Fatal(err)
		}
		image, err := c.inMemory()
		if err != nil {
			t.Fatal(err)
		}
		if limit < sorterMemory && len(c.rows.runs) < 3 {
			t.Errorf("%d runs", len(c.rows.runs))
		}
		x, err := openIndex(image, true)
		if err != nil {
			t.Fatal(err)
		}
		return x.entities + string(x.entries)
	}
	if compileWith(sorterMemory) != compileWith(5000) {
		t.Error("sorted runs give another index")
	}
}

func TestDamagedIndexIsRefused(t *testing.T) {
	image, err := os.ReadFile(built(t, testEntities))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		damage func([]byte) []byte
		want   string
	}{
		"empty":     {func([]byte) []byte { return nil }, "no index"},
		"text":      {func(b []byte) []byte { return []byte(strings.Repeat("id\tclass\n", 100)) }, "no index"},
		"old":       {func(b []byte) []byte { b[len(indexMagic)]++; return b }, "version 2, this program reads 1"},
		"header":    {func(b []byte) []byte { b[40]++; return b }, "damaged header"},
		"cut":       {func(b []byte) []byte { return b[:len(b)-1] }, "cut off"},
		"longer":    {func(b []byte) []byte { return append(b, 0) }, "longer than it says"},
		"entities":  {func(b []byte) []byte { b[headerSize+9]++; return b }, "checksum of its entities"},
		"last byte": {func(b []byte) []byte { b[len(b)-1]++; return b }, "checksum of its dictionary"},
	} {
		path := filepath.Join(t.TempDir(), "damaged.index")
		if err := os.WriteFile(path, c.damage(bytes.Clone(image)), 0o600); err != nil {
			t.Fatal(err)
		}
		err := testLexicon(t).Open(path)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: error %v, want %q with the path", name, err, c.want)
		}
	}
}

// FuzzDamagedIndex reads indexes of which some bytes are wrong, with checksums
// that fit all the same.
func FuzzDamagedIndex(f *testing.F) {
	image, err := os.ReadFile(built(f, testEntities))
	if err != nil {
		f.Fatal(err)
	}
	base := testLexicon(f)
	f.Add([]byte{0, 0, 200, 1}, "China und Apple")
	f.Add([]byte{30, 10, 255, 31, 10, 255}, "New York Times 中国移动")
	f.Fuzz(func(t *testing.T, damage []byte, text string) {
		b := bytes.Clone(image)
		for ; len(damage) >= 3; damage = damage[3:] {
			b[len(indexMagic)+int(binary.LittleEndian.Uint16(damage))%(len(b)-len(indexMagic))] = damage[2]
		}
		binary.LittleEndian.PutUint32(b[len(indexMagic):], indexVersion)
		binary.LittleEndian.PutUint32(b[headerSize-4:], crc32.Checksum(b[:headerSize-4], castagnoli()))
		mend(b)
		x, err := openIndex(string(b), false)
		if err != nil {
			return
		}
		l := &Lexicon{base.rules, base.alphabet, []*index{base.layers[0], x}}
		analyze(t, l, corpus.German, text+" China Apple Inc. 中国 chinesische Metas")
		for _, name := range []string{"Apple", "中国", text} {
			for _, r := range l.Lookup(name) {
				l.Entity(r.Entity)
				l.About(r.Entity)
			}
		}
		for _, r := range x.from(0) {
			e, _ := r.entry(x.dictionary)
			x.lookup(e.id)
		}
	})
}

// mend makes the checksums of the sections right, where the header allows it.
func mend(b []byte) {
	h, err := readHeader(b, int64(len(b)))
	if err != nil {
		return
	}
	for i, part := range h.split(string(b)) {
		h.sections[i].checksum = crc32.Checksum([]byte(part), castagnoli())
	}
	copy(b, h.bytes())
}
