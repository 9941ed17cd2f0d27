#pragma once

#include <QWidget>

class QBoxLayout;

namespace indraj {

/// Widgets side by side; one below the other where text is so large that they would be cut.
class FoldRow : public QWidget {
    Q_OBJECT
public:
    explicit FoldRow(QWidget *parent = nullptr);
    void add(QWidget *widget, int share);
    void addFiller(int share); ///< empty room at the end of the row; none in a column

protected:
    void changeEvent(QEvent *event) override;
    virtual void fold(bool folded);
    QBoxLayout *row() const { return m_row; }

private:
    QBoxLayout *m_row;
    QWidget *m_filler = nullptr;
};

} // namespace indraj
