package tagger

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"trigraph/corpus"
)

// parts says of each unit in which list it is which part of a name.
func parts(l *lists, us []unit) string {
	var out []string
	for _, u := range us {
		s := ""
		for k, name := range l.names {
			if part := u.lists >> (3 * k) & 7; part != 0 {
				s += fmt.Sprintf("%s%c", name, " BILU"[part])
			}
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestLists(t *testing.T) {
	l, err := newLists(map[string][]string{
		"city":  {"New York", "York", "St. Louis", "Bath"},
		"first": {"louis", "ANNA"},
		"firm":  {"New York Times", "Johnson & Johnson", "上海汽车"},
	}, func(h uint32) bool { bath, _ := letters(seed, "bath"); return h == bath })
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := l.write(&b); err != nil {
		t.Fatal(err)
	}
	var read lists
	if err := read.read(&b, l.names); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Anna saw New York":         "firstU  cityB cityL",
		"the New York Times wrote":  " cityBfirmB cityLfirmI firmL ",
		"in St . Louis or in york":  " cityB cityI cityLfirstU   cityU",
		"Johnson & Johnson in Bath": "firmB firmI firmL  ",
		"St , Louis":                "  firstU",
	} {
		for _, l := range []*lists{&l, &read} {
			us := words(nil, nil, text, document("x", text, corpus.English).Sentences[0])
			l.mark(us, text)
			if strings.Contains(text, " . ") { // the test's documents have no points
				continue
			}
			if got := parts(l, us); got != want {
				t.Errorf("%s: %q, want %q", text, got, want)
			}
		}
	}
	const text = "在上海汽车厂"
	us := characters(nil, nil, text, document("x", text, corpus.Chinese).Sentences[0])
	read.mark(us, text)
	if got := parts(&read, us); got != " firmB firmI firmI firmL " {
		t.Errorf("%s: %q", text, got)
	}
}

func TestListsRefuse(t *testing.T) {
	many := map[string][]string{}
	for i := range maxLists + 1 {
		many[fmt.Sprint(i)] = []string{"x"}
	}
	if _, err := newLists(many, nil); err == nil {
		t.Error("too many lists were taken")
	}
	for _, damaged := range []string{"", "\x01\x00\x00\x00", "\x01\x00\x00\x00\x01\x00\x00\x00\xff\x01\x00", "\x01\x00\x00\x00\x01\x00\x00\x00\x01\xff\xff"} {
		if err := new(lists).read(strings.NewReader(damaged), []string{"first"}); err == nil {
			t.Errorf("%q was taken for a list", damaged)
		}
	}
	empty := new(lists)
	if err := empty.read(strings.NewReader("\x00\x00\x00\x00"), nil); err != nil {
		t.Error(err)
	}
	us := words(nil, nil, "Anna", document("x", "Anna", corpus.English).Sentences[0])
	if empty.mark(us, "Anna"); us[0].lists != 0 {
		t.Error("the empty list has a name")
	}
}
