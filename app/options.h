#pragma once

#include "widgets/theme/tokens.h"

#include <QString>
#include <QStringList>
#include <QUrl>

#include <tl/expected.hpp>

namespace indraj {

/// What the command line asks for. Paths are absolute after parsing.
struct Options {
    QString trainingDir; ///< training mode: vault, keys and private central live under it; empty: field mode
    QString vaultDir; ///< where the vault is; under trainingDir in training mode
    QString rehearsalDir; ///< empty: an ordinary start
    int rehearsals = 1; ///< enrolments to rehearse one after the other
    QString language; ///< "en" or "ur"; empty: as last chosen, else English
    ThemeName theme = ThemeName::Light;
    QString camera; ///< address for CameraAddress::parse; empty: training video or first camera
    bool slap = false; ///< training: a simulated slap scanner, whatever station.ini says
    bool iris = false; ///< training: a simulated iris camera, whatever station.ini says
    bool face = false; ///< training: a simulated face camera that takes photographs, whatever it says
    QUrl central; ///< base URL of the intake service; empty: not configured
    QString cacheDir; ///< verified models and training video
    QString resourcesDir; ///< forms, thresholds
    int idleLockSeconds = 0; ///< 0: as resources/policy/session.json says
    QString
        checkReference; ///< only say whether this folder of reference data can be worked with; empty: start
    bool measureStart
        = false; ///< print the milliseconds from process start to the first painted page, then quit
};

enum class OptionFault { UnknownOption, BadValue, HelpWanted, VersionWanted };

struct OptionError {
    OptionFault fault;
    QString text; ///< what to print, in English: the command line is for technicians
};

/// Parses the arguments without the program name.
tl::expected<Options, OptionError> parseOptions(const QStringList &arguments);

} // namespace indraj
