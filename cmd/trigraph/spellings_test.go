package main

import (
	"testing"

	"trigraph/corpus"
)

// TestSpellings holds that a thing is found however its name is spelled: of each
// name there are both ways to write it.
func TestSpellings(t *testing.T) {
	e, err := newEngine(defaultConfig(t).Extract)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what string
		lang corpus.Lang
		text string
		want string
	}{
		{"legal form", "de", "Der Umsatz von [Siemens] stieg im Quartal um drei Prozent.", "siemens"},
		{"legal form", "de", "Der Umsatz der [Siemens AG] stieg im Quartal um drei Prozent.", "siemens"},
		{"legal form", "de", "Der Umsatz der [Siemens Aktiengesellschaft] stieg im Quartal um drei Prozent.", "siemens"},
		{"legal form", "en", "Shares of [Goertek] rose in Shenzhen.", "goertek"},
		{"legal form", "en", "Shares of [Goertek Inc.] rose in Shenzhen.", "goertek"},
		{"legal form", "en", "Shares of [Goertek Co., Ltd.] rose in Shenzhen.", "goertek"},
		{"legal form", "zh", "[歌尔股份]公布了财报。", "goertek"},
		{"legal form", "zh", "[歌尔股份有限公司]公布了财报。", "goertek"},
		{"ß, ss", "de", "Er reiste nach [Großbritannien] und kam im Mai zurück.", "united-kingdom"},
		{"ß, ss", "de", "Er reiste nach [Grossbritannien] und kam im Mai zurück.", "united-kingdom"},
		{"ß, ss", "de", "Er reiste nach [Russland] und kam im Mai zurück.", "russia"},
		{"ß, ss", "de", "Er reiste nach [Rußland] und kam im Mai zurück.", "russia"},
		{"ä, ae", "de", "Er fuhr nach [Düsseldorf] und kam im Mai zurück.", "dusseldorf"},
		{"ä, ae", "de", "Er fuhr nach [Duesseldorf] und kam im Mai zurück.", "dusseldorf"},
		{"ä, ae", "de", "Die Aktien der [Deutschen Börse] stiegen.", "deutsche-borse"},
		{"ä, ae", "de", "Die Aktien der [Deutschen Boerse] stiegen.", "deutsche-borse"},
		{"ä, ae", "de", "Der Zulieferer [Schaeffler] baut Stellen ab.", "schaeffler"},
		{"width", "zh", "[NVIDIA]发布了新芯片。", "nvidia"},
		{"width", "zh", "[ＮＶＩＤＩＡ]发布了新芯片。", "nvidia"},
		{"width", "zh", "[SK海力士]公布了财报。", "sk-hynix"},
		{"width", "zh", "[ＳＫ海力士]公布了财报。", "sk-hynix"},
		{"script", "zh", "[宁德时代]公布了财报。", "catl"},
		{"script", "zh", "[寧德時代]公佈了財報。", "catl"},
		{"script", "zh", "[欧盟委员会]作出决定。", "european-commission"},
		{"script", "zh", "[歐盟委員會]作出決定。", "european-commission"},
		{"script", "zh", "[台积电]扩大产能。", "tsmc"},
		{"script", "zh", "[台積電]擴大產能。", "tsmc"},
		{"street", "de", "Das Geschäft in der [Friedrichstraße] in Berlin schließt.", "unsure (place/friedrichstraße)"}, // in no list: one thing of its own
		{"street", "de", "Das Geschäft in der [Friedrichstr.] in Berlin schließt.", "unsure (place/friedrichstraße)"},   // in no list: one thing of its own
	} {
		if got := meaning(t, e, c.lang, c.text); got != c.want {
			t.Errorf("%s: %s: got %s, want %s", c.what, c.text, got, c.want)
		}
	}
}
