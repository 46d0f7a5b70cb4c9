package main

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/viper"
)

// decode makes plain values of settings and refuses those that make no sense.
func decode(v *viper.Viper) (config, error) {
	var c config
	hook := mapstructure.ComposeDecodeHookFunc(decodeSize, decodeTime, mapstructure.StringToSliceHookFunc(","))
	if err := v.Unmarshal(&c, viper.DecodeHook(hook)); err != nil {
		return config{}, wrongValue(v, err)
	}
	return c, errors.Join(checkChoices(v), checkRanges(c), checkBackend(c.Store))
}

// wrongValue says in the words of config.yaml what could not be read.
func wrongValue(v *viper.Viper, err error) error {
	var d *mapstructure.DecodeError
	if !errors.As(err, &d) {
		return fmt.Errorf("configuration: %w", err)
	}
	key, cause := strings.ToLower(d.Name()), d.Unwrap()
	switch defaults()[key].(type) {
	case int:
		cause = errors.New("want a whole number")
	case float64:
		cause = errors.New("want a number such as 0.5")
	}
	return fmt.Errorf("configuration: %s: %v: %w", key, v.Get(key), cause)
}

// checkRanges refuses numbers with which nothing could work.
func checkRanges(c config) error {
	for _, r := range []struct {
		key   string
		value int64
		least int64
	}{
		{"read.max_article", int64(c.Read.MaxArticle), 1},
		{"read.max_unpacked", int64(c.Read.MaxUnpacked), 1},
		{"extract.workers", int64(c.Extract.Workers), 0},
		{"extract.batch", int64(c.Extract.Batch), 1},
		{"query.timeout", int64(c.Query.Timeout), 1},
		{"query.max_rows", int64(c.Query.MaxRows), 1},
		{"query.max_memory", int64(c.Query.MaxMemory), 1},
		{"query.workers", int64(c.Query.Workers), 1},
		{"query.max_bytes", int64(c.Query.MaxBytes), 1},
		{"serve.max_body", int64(c.Serve.MaxBody), 1},
		{"serve.max_requests", int64(c.Serve.MaxRequests), 1},
		{"serve.max_connections", int64(c.Serve.MaxConnections), 1},
	} {
		if r.value < r.least {
			return fmt.Errorf("configuration: %s: %d is too little; the least is %d", r.key, r.value, r.least)
		}
	}
	if x := c.Extract.MinConfidence; !(x >= 0 && x <= 1) {
		return fmt.Errorf("configuration: extract.min_confidence: %v is not between 0 and 1", x)
	}
	return nil
}

// checkChoices refuses words where a setting knows only a few.
func checkChoices(v *viper.Viper) error {
	choices := []struct {
		key     string
		allowed []string
	}{
		{"log.level", []string{"debug", "info", "warn", "error"}},
		{"log.format", []string{"text", "json"}},
		{"progress", []string{"auto", "none"}},
		{"export.format", exportFormats()},
		{"export.profile", []string{"generic", "gephi", "yed"}},
		{"export.language", []string{"en", "de", "zh"}},
		{"export.size", []string{"", "degree", "pagerank"}},
		{"export.times", []string{"timestamps", "intervals"}},
	}
	for _, c := range choices {
		if got := v.GetString(c.key); !slices.Contains(c.allowed, got) {
			return fmt.Errorf("configuration: %s: %q is none of %s", c.key, got, strings.Join(c.allowed, ", "))
		}
	}
	return nil
}

func decodeSize(from, to reflect.Type, data any) (any, error) {
	if to != reflect.TypeFor[size]() || from == to {
		return data, nil
	}
	return parseSize(fmt.Sprint(data))
}

// decodeTime wants a unit: a bare number would be taken for nanoseconds.
func decodeTime(from, to reflect.Type, data any) (any, error) {
	if to != reflect.TypeFor[time.Duration]() || from == to {
		return data, nil
	}
	d, err := time.ParseDuration(fmt.Sprint(data))
	if err != nil {
		return nil, errors.New("want a time such as 30s or 1m30s")
	}
	return d, nil
}

func parseSize(s string) (size, error) {
	units := []struct {
		suffix string
		factor int64
	}{
		{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"GB", 1e9}, {"MB", 1e6}, {"kB", 1e3}, {"B", 1}, {"", 1},
	}
	for _, u := range units {
		number, ok := strings.CutSuffix(strings.TrimSpace(s), u.suffix)
		if !ok {
			continue
		}
		n, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		if err != nil || n < 0 {
			return 0, errors.New("want a number of bytes such as 4096 or 64MiB")
		}
		return size(n * float64(u.factor)), nil
	}
	return 0, errors.New("want a number of bytes such as 4096 or 64MiB")
}
