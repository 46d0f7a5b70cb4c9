package lexicon

import (
	"slices"
	"strings"
	"testing"
)

func TestCheckDigits(t *testing.T) {
	for code, valid := range map[string]bool{ // the examples of GLEIF and of ISO 6166's registrars
		"HWUPKR0MPOU8FGXBT394": true, "7LTWFZYICNSX8D621K86": true, "506700GE1G29325QX363": true,
		"HWUPKR0MPOU8FGXBT395": false, "7LTWFZYICNSX8D612K86": false, "HWUPKR0MPOU8FGXBT39": false, "": false,
		"hwupkr0mpou8fgxbt394": false, "US0378331005": false,
	} {
		if ValidLEI(code) != valid {
			t.Errorf("ValidLEI(%q) = %v", code, !valid)
		}
	}
	for code, valid := range map[string]bool{
		"US0378331005": true, "DE000BAY0017": true, "CNE1000003X6": true, "AU0000XVGZA3": true, "GB0002634946": true,
		"US0378331006": false, "US0378313005": false, "0S0378331005": false, "US037833100": false, "": false, "us0378331005": false,
	} {
		if ValidISIN(code) != valid {
			t.Errorf("ValidISIN(%q) = %v", code, !valid)
		}
	}
}

const externalHead = "id\tclass\ten\tprior\tadj_en\tadj_de\tcountry\tpart_of\twikidata\tde\tzh\tpopularity\tabout\tlei\tisin\tticker\twebsite\n"

func TestExternalColumns(t *testing.T) {
	l, err := Load(
		file("a.tsv", externalHead+"apple\tCompany\tApple\t\t\t\t\t\tQ312\t\t\t200\tcomputers|iPhone\t\tUS0378331005\t\t\n"),
		file("b.tsv", externalHead+"apple\tCompany\tApple Inc.\t\t\t\t\t\t\t\t\t\tiPhone|电脑\tHWUPKR0MPOU8FGXBT394\t\tNASDAQ:AAPL\thttps://www.apple.com/\n"))
	if err != nil {
		t.Fatal(err)
	}
	e, _ := l.Entity("apple")
	if want := []string{wikidataIRI + "Q312", leiIRI + "HWUPKR0MPOU8FGXBT394"}; !slices.Equal(e.SameAs, want) {
		t.Errorf("SameAs %v, want %v", e.SameAs, want)
	}
	if got := l.About("apple"); !slices.Equal(got, []string{"computers", "iPhone", "电脑"}) || l.About("pear") != nil {
		t.Errorf("About %v", got)
	}
	if r := l.Lookup("apple"); len(r) != 1 || r[0].Popularity != 200 {
		t.Errorf("Lookup %+v", r)
	}
}

func TestExternalFaults(t *testing.T) {
	row := func(popularity, about, lei, isin, ticker, website string) string {
		return strings.Join([]string{"apple", "Company", "Apple", "", "", "", "", "", "", "", "", popularity, about, lei, isin, ticker, website}, "\t") + "\n"
	}
	for _, c := range []struct{ row, want string }{
		{row("12", "x", "HWUPKR0MPOU8FGXBT394", "US0378331005|DE000BAY0017", "HKEX:0700|NYSE:BRK.A", "http://a.example"), ""},
		{row("-1", "", "", "", "", ""), `popularity "-1" is not a whole number`},
		{row("1.5", "", "", "", "", ""), `popularity "1.5"`},
		{row("", "", "HWUPKR0MPOU8FGXBT395", "", "", ""), `lei "HWUPKR0MPOU8FGXBT395" is no LEI`},
		{row("", "", "", "US0378331005|US0378331006", "", ""), `isin "US0378331006" is no ISIN`},
		{row("", "", "", "", "AAPL", ""), `ticker "AAPL" is no EXCHANGE:SYMBOL`},
		{row("", "", "", "", "", "apple.com"), `website "apple.com" is no address`},
	} {
		report, err := Check(nil, file("a.tsv", externalHead+c.row))
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(report.Faults, "\n")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%q: faults %q, want %q", c.row, got, c.want)
		}
	}
}
