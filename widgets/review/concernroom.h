#pragma once

#include <QScrollArea>

namespace indraj {

class ConcernList;

/// A list of concerns in the room of a few lines; the others are scrolled to. So a page keeps its shape
/// however many there are. A line that is opened, by key or otherwise, comes into view.
class ConcernRoom : public QScrollArea {
    Q_OBJECT
public:
    /// Takes the list in. `lines`: as many as are shown at most, from 1.
    ConcernRoom(ConcernList *list, int lines, QWidget *parent = nullptr);
    void fit(); ///< after the concerns or the size of the text have changed

private:
    void bringIntoView(int index);
    ConcernList *m_list;
    int m_lines;
};

} // namespace indraj
