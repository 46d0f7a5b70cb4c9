package dump

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
)

// m is a JSON object.
type m = map[string]any

// A made dump: entities of the shape of Wikidata's, of invented things.

func itemValue(q string) m {
	return m{"snaktype": "value", "property": "P0", "hash": "e3e70682c2094cac629f6fbed82c07cd", "datatype": "wikibase-item", "datavalue": m{
		"value": m{"entity-type": "item", "numeric-id": json.Number(q[1:]), "id": q}, "type": "wikibase-entityid"}}
}

func stringValue(s string) m {
	return m{"snaktype": "value", "property": "P0", "datatype": "string", "datavalue": m{"value": s, "type": "string"}}
}

// claim is a statement; mutate changes it.
func claim(snak m, mutate ...func(m)) m {
	c := m{"mainsnak": snak, "type": "statement", "id": "Q1$5a6b0a0c-4b1f-0a0a-9d9f-b1c2d3e4f5a6", "rank": "normal"}
	for _, f := range mutate {
		f(c)
	}
	return c
}

func ranked(rank string) func(m) { return func(c m) { c["rank"] = rank } }

func qualified(property string, snak m) func(m) {
	return func(c m) { c["qualifiers"] = m{property: []m{snak}}; c["qualifiers-order"] = []string{property} }
}

func isA(qs ...string) (list []m) {
	for _, q := range qs {
		list = append(list, claim(itemValue(q)))
	}
	return list
}

// terms are labels or descriptions; "en:Apple Inc." and so on.
func terms(list ...string) m {
	out := m{}
	for _, t := range list {
		lang, value, _ := strings.Cut(t, ":")
		out[lang] = m{"language": lang, "value": value}
	}
	return out
}

// aliases are several for each language.
func aliases(list ...string) m {
	out := m{}
	for _, t := range list {
		lang, value, _ := strings.Cut(t, ":")
		have, _ := out[lang].([]m)
		out[lang] = append(have, m{"language": lang, "value": value})
	}
	return out
}

func sites(names ...string) m {
	out := m{}
	for _, n := range names {
		out[n] = m{"site": n, "title": "A title", "badges": []string{}, "url": "https://" + n + ".example/wiki/A_title"}
	}
	return out
}

// entityLine is an entity as a line of a dump.
func entityLine(id string, parts m) string {
	e := m{"type": "item", "id": id, "labels": m{}, "descriptions": m{}, "aliases": m{}, "claims": m{}, "sitelinks": m{}, "pageid": 1, "ns": 0, "lastrevid": 7}
	for k, v := range parts {
		e[k] = v
	}
	raw, err := json.Marshal(e)
	if err != nil {
		return err.Error()
	}
	return string(raw)
}

// dumpOf is a dump as Wikidata publishes it: an array, an entity a line.
func dumpOf(lines ...string) string { return "[\n" + strings.Join(lines, ",\n") + "\n]\n" }

// madeDump is n entities of a realistic length: thirty languages, a dozen claims
// nobody reads with their references for each that is read.
func madeDump(n int) string {
	r := rand.New(rand.NewPCG(7, 7))
	lines := make([]string, 0, n+2)
	lines = append(lines,
		entityLine("Q900000001", m{"labels": terms("en:tool maker"), "claims": m{"P279": isA("Q4830453")}}),
		entityLine("Q900000002", m{"labels": terms("en:river town"), "claims": m{"P279": isA("Q900000003")}}),
		entityLine("Q900000003", m{"labels": terms("en:town"), "claims": m{"P279": isA("Q7930989")}}))
	for i := range n {
		lines = append(lines, madeEntity(r, i))
	}
	return dumpOf(lines...)
}

func madeEntity(r *rand.Rand, i int) string {
	name := madeName(r)
	labels, descriptions := m{}, m{}
	for _, lang := range strings.Fields("ar bg ca cs da de el en eo es et eu fa fi fr he hu id it ja ko nb nl pl pt ro ru sv tr uk zh zh-hans zh-hant") {
		value := name
		if strings.HasPrefix(lang, "zh") {
			value = madeHan(r)
		}
		labels[lang] = m{"language": lang, "value": value}
		descriptions[lang] = m{"language": lang, "value": "maker of " + strings.ToLower(madeName(r)) + " parts in " + madeName(r)}
	}
	claims := m{"P31": isA([]string{"Q5", "Q900000001", "Q900000002", "Q16521"}[r.IntN(4)]), "P17": isA([]string{"Q183", "Q148", "Q30"}[r.IntN(3)]),
		"P856": []m{claim(stringValue(fmt.Sprintf("https://www.made-%d.example/", i)))}}
	for p := range 40 {
		claims[fmt.Sprintf("P%d", 3000+p*7)] = []m{claim(stringValue(madeName(r)), qualified("P580", stringValue("+2001-00-00")), func(c m) {
			c["references"] = []m{{"hash": "fa278ebfc458360e5aed63d5058cca83c46134f1", "snaks": m{"P143": []m{itemValue("Q328")}}, "snaks-order": []string{"P143"}}}
		})}
	}
	return entityLine(fmt.Sprintf("Q%d", 1000000+i), m{"labels": labels, "descriptions": descriptions, "claims": claims,
		"aliases": aliases("en:"+madeName(r), "de:"+madeName(r), "zh:"+madeHan(r)), "sitelinks": sites("enwiki", "dewiki", "zhwiki", "frwiki", "svwiki")})
}

func madeName(r *rand.Rand) string {
	words := []string{}
	for range 1 + r.IntN(3) {
		w := ""
		for range 2 + r.IntN(2) {
			w += []string{"ba", "kel", "mun", "tra", "zin", "pol", "wes", "dan", "fir", "gol"}[r.IntN(10)]
		}
		words = append(words, strings.ToUpper(w[:1])+w[1:])
	}
	return strings.Join(words, " ")
}

func madeHan(r *rand.Rand) string {
	var b strings.Builder
	for range 3 + r.IntN(5) {
		b.WriteRune(rune(0x4E00 + r.IntN(4000)))
	}
	return b.String()
}
