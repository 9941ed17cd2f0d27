#pragma once

#include "widgets/shell/page.h"
#include "widgets/shell/stationnames.h"

class QVBoxLayout;

namespace indraj {

class TextLabel;

/// The two halves of every gate page: the name of the program on dark ink, and what to do.
class GateFrame : public Page {
    Q_OBJECT
public:
    explicit GateFrame(const StationNames &names, QWidget *parent = nullptr);
    PageChrome chrome() const override;

protected:
    void changeEvent(QEvent *event) override;
    virtual void retranslate();
    QVBoxLayout *form() const { return m_form; }
    TextLabel *title() const { return m_title; }
    TextLabel *lead() const { return m_lead; }
    const StationNames &names() const { return m_names; }

private:
    QWidget *buildHero();
    StationNames m_names;
    QVBoxLayout *m_form;
    QWidget *m_box = nullptr;
    QWidget *m_hero = nullptr;
    TextLabel *m_title;
    TextLabel *m_lead;
    TextLabel *m_product;
    TextLabel *m_purpose;
    QList<TextLabel *> m_factNames;
    QList<TextLabel *> m_factValues;
};

} // namespace indraj
