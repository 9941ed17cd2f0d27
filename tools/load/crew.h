#pragma once

#include "tools/load/figures.h"
#include "tools/load/options.h"

namespace indraj::load {

/// Sends all packets with as many threads as connections and prints the figures.
/// @returns what prevented the run as a whole; errors of single packets are in the figures.
tl::expected<Figures, std::string> run(const Options &options, double &seconds);

/// When the n-th of `count` packets comes, as a share of the day: most between nine and five, few at night.
double momentOfDay(int n, int count);

} // namespace indraj::load
