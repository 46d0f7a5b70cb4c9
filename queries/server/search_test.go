package server

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"trigraph/queries"
)

func TestWithoutForm(t *testing.T) {
	for name, want := range map[string]string{
		"Nvidia Corp.": "nvidia", "NVIDIA Corporation": "nvidia", "Siemens AG": "siemens", "Schmidt GmbH & Co. KG": "schmidt gmbh & co",
		"歌尔股份有限公司": "歌尔", "Goertek, Inc.": "goertek", "Corp.": "", "Nvidia": "", "Saga": "", "Visa": "", "": "",
	} {
		if got := withoutForm(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// TestLegalForms: they are those by which extraction compares names.
func TestLegalForms(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "extract", "resolve", "nameforms.tsv"))
	check(t, err)
	var want, got []string
	for line := range strings.Lines(string(text)) {
		if form, ok := strings.CutPrefix(strings.TrimSpace(line), "legal\t"); ok {
			want = append(want, form)
		}
	}
	for i, line := range strings.Split(strings.TrimSpace(legalForms), "\n") {
		if i > 2 { // two lines of comment, and the head
			got = append(got, line)
		}
	}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("legalforms.tsv has\n%v\nresolve has\n%v", got, want)
	}
}

func TestNamedWithForm(t *testing.T) {
	s := newSite(t, queries.Options{})
	for name, want := range map[string]string{
		"Nvidia Corp.": `"match":"folded"`, "NVIDIA Corporation": `"id":"nvidia"`, "英伟达公司": `"id":"nvidia"`, "英伟达有限公司": `"id":"nvidia"`, "Nvidia": `"match":"exact"`,
	} {
		if status, body, _ := s.do(t, request{"GET", "/api/entities?name=" + strings.ReplaceAll(name, " ", "+"), "", nil}); status != 200 || !strings.Contains(body, want) {
			t.Errorf("%s: %d %s", name, status, body)
		}
	}
}
