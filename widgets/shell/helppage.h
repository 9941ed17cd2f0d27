#pragma once

#include "widgets/controls/textlabel.h"
#include "widgets/shell/page.h"

namespace indraj {

/// The keys of the program, and what the comparison of faces is not good at. Navigates "back".
class HelpPage : public Page {
    Q_OBJECT
public:
    explicit HelpPage(QWidget *parent = nullptr);
    PageChrome chrome() const override;
    void trigger(const QString &actionId) override { Q_EMIT navigate(actionId); }

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    QList<TextLabel *> m_texts;
    TextLabel *m_facesTitle;
    TextLabel *m_faces;
};

} // namespace indraj
