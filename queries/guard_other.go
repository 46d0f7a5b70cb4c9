//go:build !linux

package queries

func limitData(uint64) {}
