package lexicon

import (
	"fmt"
	"net/url"
	"regexp"
)

var (
	wikidataID = regexp.MustCompile(`^Q[1-9][0-9]*$`)
	leiForm    = regexp.MustCompile(`^[0-9A-Z]{18}[0-9]{2}$`)
	isinForm   = regexp.MustCompile(`^[A-Z]{2}[0-9A-Z]{9}[0-9]$`)
	tickerForm = regexp.MustCompile(`^[0-9A-Z]+:[0-9A-Z.-]+$`)
)

// externalFaults says what is wrong with the ids that others give a thing.
func externalFaults(e entry) (faults []string) {
	say := func(column, value, what string) {
		faults = append(faults, fmt.Sprintf("%s %q is no %s", column, value, what))
	}
	if e.wikidata != "" && !wikidataID.MatchString(e.wikidata) {
		say("wikidata", e.wikidata, "Q-id")
	}
	if e.lei != "" && !ValidLEI(e.lei) {
		say("lei", e.lei, "LEI: twenty capitals and digits whose check digits fit")
	}
	for _, isin := range e.isin {
		if !ValidISIN(isin) {
			say("isin", isin, "ISIN: twelve capitals and digits whose check digit fits")
		}
	}
	for _, ticker := range e.ticker {
		if !tickerForm.MatchString(ticker) {
			say("ticker", ticker, "EXCHANGE:SYMBOL")
		}
	}
	if u, err := url.Parse(e.website); e.website != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "") {
		say("website", e.website, "address that begins with https:// or http://")
	}
	return faults
}

// ValidLEI checks a Legal Entity Identifier. Source: ISO 17442, check digits
// after ISO/IEC 7064 MOD 97-10: letters count 10 to 35, and the number they make
// leaves 1 when it is divided by 97.
func ValidLEI(lei string) bool {
	rest := 0
	for _, digit := range digits(lei) {
		rest = (rest*10 + digit) % 97
	}
	return leiForm.MatchString(lei) && rest == 1
}

// ValidISIN checks an International Securities Identification Number. Source:
// ISO 6166: letters count 10 to 35, every second digit from the right is doubled,
// and the sum of all digits is a multiple of ten.
func ValidISIN(isin string) bool {
	sum, double := 0, false
	list := digits(isin)
	for i := len(list) - 1; i >= 0; i-- {
		digit := list[i]
		if double {
			digit = digit*2/10 + digit*2%10
		}
		sum, double = sum+digit, !double
	}
	return isinForm.MatchString(isin) && sum%10 == 0
}

// digits are the decimal digits of a code of digits and capitals, where A counts
// 10 and Z counts 35.
func digits(code string) []int {
	var out []int
	for _, c := range []byte(code) {
		if c >= 'A' {
			n := int(c-'A') + 10
			out = append(out, n/10, n%10)
		} else {
			out = append(out, int(c)-'0')
		}
	}
	return out
}
