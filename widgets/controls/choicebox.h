#pragma once

#include <QComboBox>

namespace indraj {

/// A drop-down in the shape of a field: 44 px, chevron at the end. The data of each item is its code.
class ChoiceBox : public QComboBox {
    Q_OBJECT
public:
    explicit ChoiceBox(QWidget *parent = nullptr);
    void setErrorState(bool error);
    QString currentCode() const { return currentData().toString(); }
    void setCurrentCode(const QString &code);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    bool m_error = false;
};

} // namespace indraj
