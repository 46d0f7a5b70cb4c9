package score

import (
	"strings"
	"testing"
)

// TestReadRelations: what is not well formed is refused with its line.
func TestReadRelations(t *testing.T) {
	for line, want := range map[string]string{
		`{"text":"a b","mentions":[["c","Company","c"]]}`:                                                                            "not in the text",
		`{"text":"a b","mentions":[["a","Company","a"]],"claims":[["a","acquired","b","stated"]]}`:                                   "no mention names",
		`{"text":"a b","subject":{"start":0,"end":9,"type":"COMPANY"},"object":{"start":2,"end":3,"type":"COMPANY"},"relation":"x"}`: "code points",
		`{`: "unexpected end",
	} {
		if _, err := ReadRelations("zh-finre", strings.NewReader(line)); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "zh-finre:1") {
			t.Errorf("%s: error %v, want %q", line, err, want)
		}
	}
}

// TestRelationLabels: the rows of every set can be read and are in order.
func TestRelationLabels(t *testing.T) {
	var last []string
	for n, line := range strings.Split(strings.TrimSpace(relationRows), "\n") {
		if line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if _, err := loadRelationLabels(f[0]); err != nil {
			t.Error(err)
		}
		if key := f[0] + "\t" + f[1] + "\t" + f[2]; last != nil && key <= strings.Join(last, "\t") {
			t.Errorf("relations.tsv:%d: out of order", n+1)
		}
		last = f[:3]
	}
}

// TestSameThing: two names of one thing are one end of a claim.
func TestSameThing(t *testing.T) {
	set, err := ReadRelations("zh-finre", strings.NewReader(
		`{"id":"1","text":"甲乙（乙）收购丙","subject":{"start":0,"end":2,"type":"COMPANY"},"object":{"start":3,"end":4,"type":"COMPANY"},"relation":"自己"}
{"id":"2","text":"甲乙（乙）收购丙","subject":{"start":3,"end":4,"type":"COMPANY"},"object":{"start":7,"end":8,"type":"COMPANY"},"relation":"收购"}`))
	if err != nil {
		t.Fatal(err)
	}
	x := set.texts[0]
	if len(set.texts) != 1 || !x.wants("甲乙", "acquired", "丙") || x.wants("丙", "acquired", "甲乙") {
		t.Errorf("%+v", x)
	}
}
