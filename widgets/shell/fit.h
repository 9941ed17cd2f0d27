#pragma once

class QLayout;

namespace indraj {

/// The least width of what is shown in `layout` now, whatever it remembers from before.
int neededWidth(QLayout *layout);

} // namespace indraj
