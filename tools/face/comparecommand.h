#pragma once

class QCommandLineParser;

namespace indraj {

/// Whether two pictures show the same person, as far as a net can tell: a hint, never a decision.
int compareCommand(const QCommandLineParser &options);

/// Makes the file of other people's faces with which a site mends the bias of the comparison. Pictures that
/// are not fit are named and left out.
int cohortCommand(const QCommandLineParser &options);

} // namespace indraj
