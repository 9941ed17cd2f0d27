#pragma once

class QLayout;

namespace indraj {

/// The width of what is shown in `layout` now, whatever it remembers from before.
int neededWidth(QLayout *layout);

} // namespace indraj
