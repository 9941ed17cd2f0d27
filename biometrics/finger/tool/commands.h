#pragma once

#include <QStringList>

/// The subcommands of indraj-finger. Each takes its own arguments, its name first, and gives an exit status.
namespace indraj::fingertool {

int judgeCommand(const QStringList &arguments);
int segmentCommand(const QStringList &arguments);
int compareCommand(const QStringList &arguments);
int convertCommand(const QStringList &arguments);
int inspectCommand(const QStringList &arguments);

} // namespace indraj::fingertool
