#pragma once

#include "enrollment/samples.h"

namespace indraj {

class HandDiagram;

/// Lets screen readers see each finger of a HandDiagram as a child with a name ("Right index finger, 37, low,
/// try 2"), a place and, where fingers can be chosen, a press. GUI thread; once is enough.
void offerHandAccess();

/// Tells them that another finger has the keys now.
void announceFinger(HandDiagram &hands);

} // namespace indraj
