package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"trigraph/extract/lexicon"
	"trigraph/extract/lexicon/dump"
	"trigraph/graph"
)

// firstMade is the number from which things have Wikidata ids that are made up,
// beyond those that are given out.
const firstMade = 900_000_000

// object is a JSON object.
type object = map[string]any

// index writes the things as a dump of Wikidata's shape and makes an index of it
// as a user does: import, build.
func (t *linkedThings) index(ctx context.Context, dir string, known *lexicon.Lexicon) (string, error) {
	wikidata, tables, index := filepath.Join(dir, "wikidata.json"), filepath.Join(dir, "tables"), filepath.Join(dir, "things.index")
	if err := os.Mkdir(tables, 0o755); err != nil {
		return "", err
	}
	if err := t.write(wikidata); err != nil {
		return "", err
	}
	_, err := dump.Import(ctx, dump.Options{Format: dump.Wikidata, Input: wikidata, Output: filepath.Join(tables, "things.tsv"), Known: known})
	if err != nil {
		return "", err
	}
	_, err = lexicon.Build(index, known, os.DirFS(tables))
	return index, err
}

// write writes the things as Wikidata's JSON dump has them, one a line.
func (t *linkedThings) write(file string) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(f)
	fmt.Fprintln(out, "[")
	items := t.items()
	for _, key := range slices.Sorted(maps.Keys(t.byID)) {
		line, err := json.Marshal(t.byID[key].item(items, t.known.Entity))
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s,\n", line)
	}
	t.writeWords(out)
	fmt.Fprintln(out, "]")
	if err := out.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// firstWord is the number from which common words have ids that are made up.
const firstWord = firstMade + 50_000_000

// writeWords writes what else a dump holds: what the names of things mean that the
// texts use as common words.
func (t *linkedThings) writeWords(out io.Writer) {
	done := map[string]bool{}
	for _, key := range slices.Sorted(maps.Keys(t.byID)) {
		for _, n := range slices.Concat(t.byID[key].en, t.byID[key].de) {
			word := strings.ToLower(strings.TrimLeft(n, "?="))
			if t.words[word] && !done[word] {
				done[word] = true
				fmt.Fprintf(out, `{"type":"item","id":"Q%d","labels":{"en":{"language":"en","value":%q}},"claims":{},"sitelinks":{"enwiki":{"site":"enwiki"},"dewiki":{"site":"dewiki"},"zhwiki":{"site":"zhwiki"}}},`+"\n", firstWord+len(done), word)
			}
		}
	}
}

// items gives the Wikidata ids of things and countries, by the lexicon's ids.
func (t *linkedThings) items() map[string]string {
	items := map[string]string{}
	for _, country := range t.countries {
		e, _ := t.known.Entity(country)
		items[country] = itemOf(e)
	}
	for i, key := range slices.Sorted(maps.Keys(t.byID)) {
		x := t.byID[key]
		items[x.id] = x.qid
		if x.qid[0] != 'Q' {
			items[x.id] = "Q" + strconv.Itoa(firstMade+i)
		}
	}
	return items
}

// itemOf is the Wikidata id of a known thing, "" where it has none.
func itemOf(e graph.Entity) string {
	for _, iri := range e.SameAs {
		if i := strings.LastIndex(iri, "/Q"); i >= 0 {
			return iri[i+1:]
		}
	}
	return ""
}

// instances are the Wikidata classes of the things.
var instances = map[graph.Class]string{
	graph.Person: "Q5", graph.Place: "Q27096213", graph.City: "Q515", graph.Region: "Q56061", graph.Country: "Q6256",
	graph.Organization: "Q43229", graph.Company: "Q783794", graph.GovernmentAgency: "Q327333", graph.Event: "Q1656682",
	graph.Product: "Q2424752", graph.Law: "Q820655", graph.DocumentClass: "Q732577", graph.Concept: "Q11862829",
}

// item is the thing as Wikidata has it. One that the lexicon knows has the names
// of all three languages there, as it does in the lexicon.
func (x *linkedThing) item(items map[string]string, known func(string) (graph.Entity, bool)) object {
	e, _ := known(x.id)
	names := map[string][]string{
		"en": slices.Concat(some(e.Labels["en"]), x.en), "de": slices.Concat(some(e.Labels["de"]), x.de), "zh": some(e.Labels["zh"]),
	}
	labels, aliases := object{}, object{}
	for lang, list := range names {
		for i, n := range list {
			term := object{"language": lang, "value": strings.TrimLeft(n, "?=")}
			if i == 0 {
				labels[lang] = term
			} else {
				others, _ := aliases[lang].([]object)
				aliases[lang] = append(others, term)
			}
		}
	}
	claims := object{"P31": statement(instances[x.class])}
	if home := items[x.country]; home != "" && x.class != graph.Country {
		claims["P17"] = statement(home)
	}
	if around := items[x.partOf]; around != "" {
		claims["P131"] = statement(around)
	}
	return object{"type": "item", "id": items[x.id], "labels": labels, "aliases": aliases, "claims": claims, "sitelinks": x.sitelinks(),
		"descriptions": object{"en": object{"language": "en", "value": strings.Join(x.about, ", ")}}}
}

func some(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func statement(item string) []object {
	return []object{{"rank": "normal", "type": "statement", "mainsnak": object{"snaktype": "value",
		"datavalue": object{"type": "wikibase-entityid", "value": object{"entity-type": "item", "id": item}}}}}
}

// sitelinks are the pages of as many Wikipedias as the thing is estimated to
// have, the German one first: its names are used.
func (x *linkedThing) sitelinks() object {
	out := object{}
	for i := range cmp.Or(x.popularity, 1) {
		site := "w" + strconv.Itoa(i) + "wiki"
		if i < 3 {
			site = [...]string{"dewiki", "enwiki", "zhwiki"}[i]
		}
		out[site] = object{"site": site}
	}
	return out
}
