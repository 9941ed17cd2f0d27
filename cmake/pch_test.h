// For the tests, on top of pch.h. Not QTest itself, which differs with and without Qt Gui.
#pragma once

#include "pch.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest/qtestcase.h>

#include <array>
#include <span>
#include <string>
