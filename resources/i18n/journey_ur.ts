<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ur_PK">
<context>
    <name>indraj::ApprovalPage</name>
    <message>
        <source>Is it that person&apos;s finger? You decide.</source>
        <translation>کیا یہ اسی شخص کی انگلی ہے؟ فیصلہ آپ کا ہے۔</translation>
    </message>
    <message>
        <source>Why is it rejected?</source>
        <translation>یہ کیوں مسترد ہے؟</translation>
    </message>
    <message>
        <source>Why does it go back?</source>
        <translation>یہ واپس کیوں بھیجا جا رہا ہے؟</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>منظوری</translation>
    </message>
    <message>
        <source>%1 waiting for your decision</source>
        <translation>%1 آپ کے فیصلے کے منتظر</translation>
    </message>
    <message>
        <source>The fingers are being compared. One moment</source>
        <translation>انگلیوں کا موازنہ ہو رہا ہے۔ ذرا ٹھہریں</translation>
    </message>
    <message>
        <source>Fingers not taken by %1: %2, whole station %3. Accepted below the limit: %4, whole station %5</source>
        <translation>%1 کی نہ لی گئی انگلیاں: %2، پورا اسٹیشن %3۔ حد سے کم پر قبول: %4، پورا اسٹیشن %5</translation>
    </message>
    <message>
        <source>May they be the same finger? You decide.</source>
        <translation>کیا یہ ایک ہی انگلی ہے؟ فیصلہ آپ کا ہے۔</translation>
    </message>
    <message>
        <source>Open every reason first: %1 of %2 seen</source>
        <translation>پہلے ہر وجہ کھولیں: %2 میں سے %1 دیکھ لیں</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>آج</translation>
    </message>
    <message>
        <source>Next in queue</source>
        <translation>قطار میں اگلا</translation>
    </message>
    <message>
        <source>Open a reason</source>
        <translation>وجہ کھولیں</translation>
    </message>
    <message>
        <source>Reject…</source>
        <translation>مسترد کریں…</translation>
    </message>
    <message>
        <source>Return to operator…</source>
        <translation>آپریٹر کو واپس بھیجیں…</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>منظور کریں</translation>
    </message>
    <message>
        <source>No one is waiting for a decision. New ones appear here by themselves after sign-off.</source>
        <translation>کوئی فیصلے کا منتظر نہیں۔ نئے اندراج تصدیق کے بعد خود یہاں آ جائیں گے۔</translation>
    </message>
    <message>
        <source>Waiting for a decision</source>
        <translation>فیصلے کے منتظر</translation>
    </message>
    <message>
        <source>Captured by %1, %2</source>
        <translation>اندراج کیا: %1، %2</translation>
    </message>
    <message>
        <source>Nothing stands out</source>
        <translation>کوئی خاص بات نہیں</translation>
    </message>
    <message>
        <source>Why to look closely: %1 of %2 seen</source>
        <translation>غور کی وجہیں: %2 میں سے %1 دیکھ لیں</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>تصویر</translation>
    </message>
    <message>
        <source>Quality %1, needs %2</source>
        <translation>معیار %1، درکار %2</translation>
    </message>
    <message>
        <source>Tries: %1</source>
        <translation>کوششیں: %1</translation>
    </message>
    <message>
        <source>Claimed by %1</source>
        <translation>بتایا: %1</translation>
    </message>
    <message>
        <source>You captured this. Another person must decide.</source>
        <translation>یہ اندراج آپ نے کیا ہے۔ فیصلہ کوئی اور کرے گا۔</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>دستخط</translation>
    </message>
    <message>
        <source>No picture was taken at sign-off.</source>
        <translation>دستخط کے وقت تصویر نہیں لی گئی۔</translation>
    </message>
    <message>
        <source>Photo · at sign-off</source>
        <translation>تصویر · دستخط کے وقت</translation>
    </message>
    <message>
        <source>Is it the same person? You decide.</source>
        <translation>کیا یہ ایک ہی فرد ہے؟ فیصلہ آپ کا ہے۔</translation>
    </message>
    <message>
        <source>At sign-off</source>
        <translation>دستخط کے وقت</translation>
    </message>
    <message>
        <source>Photo of both hands</source>
        <translation>دونوں ہاتھوں کی تصویر</translation>
    </message>
    <message>
        <source>There is no photo of the hands. Return it to the operator.</source>
        <translation>ہاتھوں کی تصویر موجود نہیں۔ آپریٹر کو واپس بھیجیں۔</translation>
    </message>
    <message>
        <source>Far more than others: look closely.</source>
        <translation>دوسروں سے بہت زیادہ: غور سے دیکھیں۔</translation>
    </message>
    <message>
        <source>Earlier card</source>
        <translation>پرانا کارڈ</translation>
    </message>
    <message>
        <source>Asked by %1, %2.</source>
        <translation>%1 نے %2 کو پوچھا۔</translation>
    </message>
    <message>
        <source>Eyes not given: %1, whole station %2. Low irises accepted: %3, whole station %4</source>
        <translation>آنکھیں جو نہ دی جا سکیں: %1، پورا اسٹیشن %2۔ کم معیار پتلیاں قبول: %3، پورا اسٹیشن %4</translation>
    </message>
</context>
<context>
    <name>indraj::ApprovalQueue</name>
    <message>
        <source>portrait by hand</source>
        <translation>تصویر ہاتھ سے لی گئی</translation>
    </message>
    <message>
        <source>exceptions: %1</source>
        <translation>استثنا: %1</translation>
    </message>
    <message>
        <source>low fingers accepted: %1</source>
        <translation>قبول کردہ کم معیار انگلیاں: %1</translation>
    </message>
    <message>
        <source>lowest finger %1</source>
        <translation>سب سے کم انگلی %1</translation>
    </message>
    <message>
        <source>a finger without score</source>
        <translation>ایک انگلی بغیر معیار</translation>
    </message>
    <message>
        <source>All checks met</source>
        <translation>سب شرطیں پوری</translation>
    </message>
    <message>
        <source>, </source>
        <translation>، </translation>
    </message>
    <message>
        <source>Look closely</source>
        <translation>غور سے دیکھیں</translation>
    </message>
    <message>
        <source>Quiet</source>
        <translation>معمول کے</translation>
    </message>
    <message>
        <source>face to be looked at</source>
        <translation>چہرہ دیکھنا ہے</translation>
    </message>
    <message>
        <source>eyes not given: %1</source>
        <translation>آنکھیں جو نہ دی جا سکیں: %1</translation>
    </message>
    <message>
        <source>what the registry said</source>
        <translation>رجسٹری کا جواب</translation>
    </message>
</context>
<context>
    <name>indraj::CarryRow</name>
    <message>
        <source>Send on another station’s disk…</source>
        <translation>دوسرے اسٹیشن کی ڈسک آگے بھیجیں…</translation>
    </message>
    <message>
        <source>Send it on</source>
        <translation>آگے بھیجیں</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>روکیں</translation>
    </message>
    <message>
        <source>Which disk of another station?</source>
        <translation>دوسرے اسٹیشن کی کون سی ڈسک؟</translation>
    </message>
    <message>
        <source>Looking at the disk.</source>
        <translation>ڈسک دیکھی جا رہی ہے۔</translation>
    </message>
    <message>
        <source>It begins. Leave the disk in.</source>
        <translation>شروع ہو رہا ہے۔ ڈسک لگی رہنے دیں۔</translation>
    </message>
    <message>
        <source>Station %1: %2 packets, %3, sealed; nobody here can read them.</source>
        <translation>اسٹیشن %1: %2 پیکٹ، %3، مہر بند؛ یہاں کوئی انہیں پڑھ نہیں سکتا۔</translation>
    </message>
    <message>
        <source>Central cannot be asked now; it is tried again and again.</source>
        <translation>مرکز سے ابھی پوچھا نہیں جا سکتا؛ بار بار کوشش ہوتی رہے گی۔</translation>
    </message>
    <message>
        <source>Central has %1 of them already.</source>
        <translation>ان میں سے %1 مرکز کے پاس پہلے سے ہیں۔</translation>
    </message>
    <message>
        <source>%1 of %2 packets, %3 of %4.</source>
        <translation>%2 میں سے %1 پیکٹ، %4 میں سے %3۔</translation>
    </message>
    <message>
        <source>Central does not answer; tried again at %1. Leave the disk in.</source>
        <translation>مرکز جواب نہیں دے رہا؛ %1 پر دوبارہ کوشش ہوگی۔ ڈسک لگی رہنے دیں۔</translation>
    </message>
    <message>
        <source>Leave the disk in.</source>
        <translation>ڈسک لگی رہنے دیں۔</translation>
    </message>
    <message>
        <source>The disk of station %1 goes on where it stopped.</source>
        <translation>اسٹیشن %1 کی ڈسک کا کام وہیں سے آگے چل رہا ہے جہاں رکا تھا۔</translation>
    </message>
    <message>
        <source>The disk of station %1 is not finished, and not here. Put it in: it goes on by itself. If it will not come, press Stop.</source>
        <translation>اسٹیشن %1 کی ڈسک کا کام باقی ہے اور ڈسک یہاں نہیں۔ اسے لگائیں: کام خود آگے چلے گا۔ اگر ڈسک نہ آنی ہو تو روکیں دبائیں۔</translation>
    </message>
    <message>
        <source>%1 are at central, and their receipts on the disk. Eject it and give it back to station %2.</source>
        <translation>%1 مرکز پہنچ گئے اور ان کی رسیدیں ڈسک پر ہیں۔ ڈسک نکالیں اور اسٹیشن %2 کو واپس دیں۔</translation>
    </message>
    <message>
        <source>%1 are damaged or were refused: they stay at their station. Tell its in-charge.</source>
        <translation>%1 خراب ہیں یا قبول نہیں ہوئے: وہ اپنے اسٹیشن پر رہیں گے۔ وہاں کے انچارج کو بتائیں۔</translation>
    </message>
    <message>
        <source>There is no station’s copy in that folder.</source>
        <translation>اس فولڈر میں کسی اسٹیشن کی نقل نہیں۔</translation>
    </message>
    <message>
        <source>There are several copies on it. Choose the folder of one.</source>
        <translation>اس پر کئی نقلیں ہیں۔ کسی ایک کا فولڈر چنیں۔</translation>
    </message>
    <message>
        <source>The list on this disk was not signed by a station of this authority, or was changed. Send nothing of it; call the help desk.</source>
        <translation>اس ڈسک کی فہرست پر اس ادارے کے کسی اسٹیشن کے دستخط نہیں، یا وہ بدلی گئی ہے۔ اس میں سے کچھ نہ بھیجیں؛ ہیلپ ڈیسک کو فون کریں۔</translation>
    </message>
    <message>
        <source>This is this station’s own disk. What is on it is sent from here by itself.</source>
        <translation>یہ اسی اسٹیشن کی اپنی ڈسک ہے۔ جو اس پر ہے وہ یہاں سے خود بخود جاتا ہے۔</translation>
    </message>
    <message>
        <source>The disk cannot be written, so receipts could not go back on it. Is it write-protected?</source>
        <translation>ڈسک پر لکھا نہیں جا سکتا، اس لیے رسیدیں اس پر واپس نہ جا سکیں گی۔ کیا وہ لکھنے سے محفوظ ہے؟</translation>
    </message>
    <message>
        <source>The disk has no room for central’s receipts.</source>
        <translation>ڈسک پر مرکز کی رسیدوں کے لیے جگہ نہیں۔</translation>
    </message>
    <message>
        <source>The disk is gone. Put it in again: it goes on by itself where it stopped.</source>
        <translation>ڈسک نکل گئی۔ اسے دوبارہ لگائیں: کام خود وہیں سے آگے چلے گا جہاں رکا تھا۔</translation>
    </message>
    <message>
        <source>Central does not take this disk: its station or this one is unknown, blocked or revoked there. Call the help desk.</source>
        <translation>مرکز یہ ڈسک نہیں لیتا: اس کا اسٹیشن یا یہ اسٹیشن وہاں نامعلوم، بند یا منسوخ ہے۔ ہیلپ ڈیسک کو فون کریں۔</translation>
    </message>
    <message>
        <source>Central does not take other stations’ disks from here. Send the disk to central itself.</source>
        <translation>مرکز یہاں سے دوسرے اسٹیشنوں کی ڈسکیں نہیں لیتا۔ ڈسک خود مرکز کو بھیجیں۔</translation>
    </message>
    <message>
        <source>Central’s answer could not be verified. Call the help desk.</source>
        <translation>مرکز کے جواب کی تصدیق نہ ہو سکی۔ ہیلپ ڈیسک کو فون کریں۔</translation>
    </message>
    <message>
        <source>That is not possible just now. Try again in a moment.</source>
        <translation>یہ ابھی ممکن نہیں۔ ذرا دیر میں پھر کوشش کریں۔</translation>
    </message>
    <message>
        <source>Stopped. What has arrived stays; choose the disk again to go on.</source>
        <translation>روک دیا گیا۔ جو پہنچ گیا وہ رہے گا؛ آگے بڑھنے کے لیے ڈسک دوبارہ چنیں۔</translation>
    </message>
</context>
<context>
    <name>indraj::ConcernList</name>
    <message>
        <source>seen</source>
        <translation>دیکھ لیا</translation>
    </message>
    <message>
        <source>look</source>
        <translation>دیکھیں</translation>
    </message>
    <message>
        <source>%1 of %2 seen</source>
        <translation>%2 میں سے %1 دیکھ لیے</translation>
    </message>
    <message>
        <source>All checks met</source>
        <translation>سب شرطیں پوری</translation>
    </message>
</context>
<context>
    <name>indraj::CropPanel</name>
    <message>
        <source>Move, scale and turn the frame. The whole picture is kept as it is.</source>
        <translation>فریم کو سرکائیں، چھوٹا بڑا کریں اور گھمائیں۔ پوری تصویر ویسی ہی رہتی ہے۔</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>سرکائیں</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>سائز</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>گھمائیں</translation>
    </message>
    <message>
        <source>No change</source>
        <translation>تبدیلی نہیں</translation>
    </message>
    <message>
        <source>Use this crop</source>
        <translation>یہ تراش استعمال کریں</translation>
    </message>
    <message>
        <source>Crop by hand</source>
        <translation>ہاتھ سے تراشیں</translation>
    </message>
    <message>
        <source>The whole picture with the frame of the portrait</source>
        <translation>پوری تصویر اور اس پر پورٹریٹ کا فریم</translation>
    </message>
    <message>
        <source>What comes of it</source>
        <translation>اس سے جو بنے گا</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>چھوٹا</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>بڑا</translation>
    </message>
    <message>
        <source>Turn left</source>
        <translation>بائیں گھمائیں</translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation>دائیں گھمائیں</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>واپس لیں</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>خودکار</translation>
    </message>
    <message>
        <source>This crop could not be judged. Try another.</source>
        <translation>یہ تراش پرکھی نہیں جا سکی۔ کوئی اور آزمائیں۔</translation>
    </message>
    <message>
        <source>Being judged…</source>
        <translation>پرکھی جا رہی ہے…</translation>
    </message>
    <message>
        <source>Below the rules: %1</source>
        <translation>معیار سے کم: %1</translation>
    </message>
    <message>
        <source>The rules hold. Look at: %1</source>
        <translation>معیار پورا ہے۔ یہ دیکھ لیں: %1</translation>
    </message>
    <message>
        <source>All rules hold.</source>
        <translation>سب معیار پورے ہیں۔</translation>
    </message>
    <message>
        <source>, </source>
        <translation>، </translation>
    </message>
</context>
<context>
    <name>indraj::DecisionWords</name>
    <message>
        <source>Its correction was approved here already, or central does not ask for one any more.</source>
        <translation>اس کی تصحیح یہاں پہلے ہی منظور ہو چکی ہے، یا مرکز اب تصحیح نہیں مانگ رہا۔</translation>
    </message>
    <message>
        <source>This station does not know the form of “%1” any more, so the correction cannot be begun here. Call the help desk.</source>
        <translation>اس اسٹیشن کو ”%1“ کا فارم اب معلوم نہیں، اس لیے تصحیح یہاں شروع نہیں ہو سکتی۔ ہیلپ ڈیسک کو فون کریں۔</translation>
    </message>
</context>
<context>
    <name>indraj::DiskRow</name>
    <message>
        <source>Copy to a disk…</source>
        <translation>ڈسک پر نقل کریں…</translation>
    </message>
    <message>
        <source>Take receipts…</source>
        <translation>رسیدیں لیں…</translation>
    </message>
    <message>
        <source>Copy what waits to which disk?</source>
        <translation>جو باقی ہے وہ کس ڈسک پر نقل ہو؟</translation>
    </message>
    <message>
        <source>Copying and reading back. Leave the disk in.</source>
        <translation>نقل ہو رہا ہے اور پڑھ کر جانچا جا رہا ہے۔ ڈسک لگی رہنے دیں۔</translation>
    </message>
    <message>
        <source>%1 of %2 steps. Leave the disk in.</source>
        <translation>%2 میں سے %1 مراحل۔ ڈسک لگی رہنے دیں۔</translation>
    </message>
    <message>
        <source>In which folder are central’s receipts?</source>
        <translation>مرکز کی رسیدیں کس فولڈر میں ہیں؟</translation>
    </message>
    <message>
        <source>Reading receipts. Leave the disk in.</source>
        <translation>رسیدیں پڑھی جا رہی ہیں۔ ڈسک لگی رہنے دیں۔</translation>
    </message>
    <message>
        <source>Nothing waits to be sent.</source>
        <translation>بھیجنے کو کچھ باقی نہیں۔</translation>
    </message>
    <message>
        <source>The disk has too little room.</source>
        <translation>ڈسک پر جگہ کم ہے۔</translation>
    </message>
    <message>
        <source>The disk cannot be written. Is it there, and not write-protected?</source>
        <translation>ڈسک پر لکھا نہیں جا سکتا۔ کیا وہ لگی ہے اور لکھنے سے محفوظ تو نہیں؟</translation>
    </message>
    <message>
        <source>The copy does not read back the same. Take another disk.</source>
        <translation>نقل پڑھنے پر ویسی نہیں ملی۔ دوسری ڈسک لیں۔</translation>
    </message>
    <message>
        <source>What waits here could not be read. Try again, then call the help desk.</source>
        <translation>یہاں جو باقی ہے وہ پڑھا نہ جا سکا۔ دوبارہ کوشش کریں، پھر ہیلپ ڈیسک کو فون کریں۔</translation>
    </message>
    <message>
        <source>There are no receipts for this station in that folder.</source>
        <translation>اس فولڈر میں اس اسٹیشن کی کوئی رسید نہیں۔</translation>
    </message>
    <message>
        <source>Stopped; nothing was left on the disk.</source>
        <translation>روک دیا گیا؛ ڈسک پر کچھ نہیں چھوڑا گیا۔</translation>
    </message>
    <message>
        <source>%1 copied and read back. They stay here until central’s receipts come back.</source>
        <translation>%1 نقل ہوئے اور جانچ لیے گئے۔ مرکز کی رسیدیں آنے تک یہ یہاں رہیں گے۔</translation>
    </message>
    <message>
        <source>%1 cleared; %2 receipts could not be verified. Call the help desk.</source>
        <translation>%1 فارغ ہوئے؛ %2 رسیدوں کی تصدیق نہ ہو سکی۔ ہیلپ ڈیسک کو فون کریں۔</translation>
    </message>
    <message>
        <source>%1 cleared by central’s receipts.</source>
        <translation>مرکز کی رسیدوں سے %1 فارغ ہوئے۔</translation>
    </message>
</context>
<context>
    <name>indraj::EarlierCardPage</name>
    <message>
        <source>Earlier card</source>
        <translation>پرانا کارڈ</translation>
    </message>
    <message>
        <source>The card that is renewed, held before the camera.</source>
        <translation>جس کارڈ کی تجدید ہونی ہے، کیمرے کے سامنے۔</translation>
    </message>
    <message>
        <source>Photograph it again only if it cannot be read.</source>
        <translation>دوبارہ تصویر تبھی لیں جب کارڈ پڑھا نہ جا سکے۔</translation>
    </message>
    <message>
        <source>Take photo</source>
        <translation>تصویر لیں</translation>
    </message>
    <message>
        <source>Take again</source>
        <translation>دوبارہ لیں</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>واپس</translation>
    </message>
    <message>
        <source>Save and pause</source>
        <translation>محفوظ کر کے روکیں</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>آگے بڑھیں</translation>
    </message>
    <message>
        <source>No card here</source>
        <translation>کارڈ موجود نہیں</translation>
    </message>
    <message>
        <source>Use picture</source>
        <translation>تصویر رکھیں</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>مشق</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>براہِ راست</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>تصویر</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>محفوظ</translation>
    </message>
    <message>
        <source>The camera gives no picture. Check the cable; it goes on by itself.</source>
        <translation>کیمرے سے تصویر نہیں آ رہی۔ تار دیکھ لیں؛ یہ خود چل پڑے گا۔</translation>
    </message>
    <message>
        <source>The picture of the card could not be saved yet. It is kept here and tried again.</source>
        <translation>کارڈ کی تصویر ابھی محفوظ نہیں ہو سکی۔ یہ یہیں رکھی ہے اور دوبارہ کوشش ہوتی رہے گی۔</translation>
    </message>
    <message>
        <source>Photograph the earlier card</source>
        <translation>پرانے کارڈ کی تصویر لیں</translation>
    </message>
    <message>
        <source>The side with the photo, as large as the frame. A card held too far away cannot be compared.</source>
        <translation>تصویر والا رخ، خانے جتنا بڑا۔ دور رکھے کارڈ سے موازنہ نہیں ہو سکتا۔</translation>
    </message>
    <message>
        <source>Only the card in the frame, no face behind it.</source>
        <translation>خانے میں صرف کارڈ ہو، پیچھے کوئی چہرہ نہ ہو۔</translation>
    </message>
    <message>
        <source>Tilt it a little when a light shines back from it.</source>
        <translation>کارڈ پر روشنی چمکے تو اسے ذرا سا جھکائیں۔</translation>
    </message>
    <message>
        <source>Look at the picture</source>
        <translation>تصویر دیکھیں</translation>
    </message>
    <message>
        <source>Can the face and the number be read?</source>
        <translation>کیا چہرہ اور نمبر صاف نظر آتے ہیں؟</translation>
    </message>
    <message>
        <source>Is it the card of the person in front of you?</source>
        <translation>کیا یہ اسی فرد کا کارڈ ہے جو سامنے بیٹھا ہے؟</translation>
    </message>
    <message>
        <source>The picture is saved</source>
        <translation>تصویر محفوظ ہو گئی</translation>
    </message>
    <message>
        <source>Its photo is compared with the face at sign-off.</source>
        <translation>دستخط کے وقت چہرے کا اس تصویر سے موازنہ ہوگا۔</translation>
    </message>
    <message>
        <source>No card here, because it is lost or was not brought: go on with F8. The in-charge is told.</source>
        <translation>کارڈ گم ہے یا ساتھ نہیں لائے: F8 سے آگے بڑھیں۔ انچارج کو بتا دیا جاتا ہے۔</translation>
    </message>
</context>
<context>
    <name>indraj::FindingList</name>
    <message>
        <source>All rules are met</source>
        <translation>سب اصول پورے ہیں</translation>
    </message>
    <message>
        <source>All measures</source>
        <translation>سب پیمائشیں</translation>
    </message>
    <message>
        <source>%1, below the rules</source>
        <translation>%1، معیار سے کم</translation>
    </message>
    <message>
        <source>Scored by %1</source>
        <translation>جانچ: %1</translation>
    </message>
    <message>
        <source>Using it, you confirm:</source>
        <translation>تصویر رکھ کر آپ تصدیق کرتے ہیں:</translation>
    </message>
</context>
<context>
    <name>indraj::FingerPairPanel</name>
    <message>
        <source>May these two be the same finger?</source>
        <translation>کیا یہ دونوں ایک ہی انگلی ہو سکتی ہیں؟</translation>
    </message>
    <message>
        <source>They look alike to the station, which can be wrong. Look at both and at the hand; you decide.</source>
        <translation>اسٹیشن کو یہ ایک جیسی لگتی ہیں، وہ غلط بھی ہو سکتا ہے۔ دونوں کو اور ہاتھ کو دیکھیں؛ فیصلہ آپ کا ہے۔</translation>
    </message>
    <message>
        <source>Take again: %1</source>
        <translation>دوبارہ لیں: %1</translation>
    </message>
    <message>
        <source>They are different fingers</source>
        <translation>یہ الگ الگ انگلیاں ہیں</translation>
    </message>
    <message>
        <source>Whose finger is this?</source>
        <translation>یہ کس کی انگلی ہے؟</translation>
    </message>
    <message>
        <source>It looks like a finger of %1, who works here. The station can be wrong. Only the applicant&apos;s finger may lie on the scanner.</source>
        <translation>یہ %1 کی انگلی لگتی ہے، جو یہاں کام کرتے ہیں۔ اسٹیشن غلط بھی ہو سکتا ہے۔ سکینر پر صرف درخواست گزار کی انگلی ہونی چاہیے۔</translation>
    </message>
    <message>
        <source>Was this person here before?</source>
        <translation>کیا یہ شخص یہاں پہلے آ چکا ہے؟</translation>
    </message>
    <message>
        <source>The finger looks like one of token %1, captured by %2 on %3. The station can be wrong. Look at both and ask the applicant; the in-charge is shown it too.</source>
        <translation>یہ انگلی ٹوکن %1 کی ایک انگلی جیسی لگتی ہے، جو %2 نے %3 کو لی تھی۔ اسٹیشن غلط بھی ہو سکتا ہے۔ دونوں کو دیکھیں اور درخواست گزار سے پوچھیں؛ انچارج کو بھی یہ دکھائی جائے گی۔</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>آگے بڑھیں</translation>
    </message>
</context>
<context>
    <name>indraj::FingerWatch</name>
    <message>
        <source>The earlier fingers could not be read, so these fingers are compared with none of them. The fingers are saved, and compared whenever this application is opened for approval.</source>
        <translation>پہلے کی انگلیاں پڑھی نہیں جا سکیں، اس لیے ان انگلیوں کا کسی سے موازنہ نہیں ہوا۔ انگلیاں محفوظ ہیں، اور یہ درخواست جب بھی منظوری کے لیے کھلے گی، موازنہ ہو گا۔</translation>
    </message>
    <message>
        <source>The finger is saved, but what later fingers are compared with is not yet. It is tried again with the next finger.</source>
        <translation>انگلی محفوظ ہے، مگر بعد کی انگلیوں سے موازنے کی معلومات ابھی محفوظ نہیں ہوئیں۔ اگلی انگلی کے ساتھ دوبارہ کوشش ہو گی۔</translation>
    </message>
</context>
<context>
    <name>indraj::FingersPage</name>
    <message>
        <source>That was the other hand. Nothing of it was kept.</source>
        <translation>یہ دوسرا ہاتھ تھا۔ اس میں سے کچھ نہیں رکھا گیا۔</translation>
    </message>
    <message>
        <source>The picture of this hand is doubtful. Look whether each finger is the right one, or take single fingers (F7).</source>
        <translation>اس ہاتھ کی تصویر یقینی نہیں۔ دیکھیں کہ ہر انگلی درست ہے، یا ایک ایک انگلی لیں (F7)۔</translation>
    </message>
    <message>
        <source>The scanner was pulled out. Plug it in again; this hand goes on by itself. Or take single fingers (F7).</source>
        <translation>سکینر نکل گیا۔ دوبارہ لگائیں؛ یہ ہاتھ خود آگے بڑھے گا۔ یا ایک ایک انگلی لیں (F7)۔</translation>
    </message>
    <message>
        <source>This slap scanner cannot prove who made it. Nothing of it was kept. Take single fingers (F7) and tell the technician.</source>
        <translation>یہ سکینر ثابت نہیں کر سکا کہ اسے کس نے بنایا۔ اس سے کچھ نہیں رکھا گیا۔ ایک ایک انگلی لیں (F7) اور ٹیکنیشن کو بتائیں۔</translation>
    </message>
    <message>
        <source>The slap scanner gave no picture. It is asked again by itself; what was taken is kept.</source>
        <translation>سکینر نے تصویر نہیں دی۔ اس سے خود دوبارہ مانگی جا رہی ہے؛ جو لیا گیا وہ محفوظ ہے۔</translation>
    </message>
    <message>
        <source>No slap scanner is connected. Plug it in; capture goes on by itself. Or take single fingers (F7). Nothing is lost.</source>
        <translation>ہاتھ کا سکینر نہیں لگا ہوا۔ لگائیں؛ کام خود آگے بڑھے گا۔ یا ایک ایک انگلی لیں (F7)۔ کچھ ضائع نہیں ہوا۔</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>اس کے بعد: %1</translation>
    </message>
    <message>
        <source>Single fingers</source>
        <translation>ایک ایک انگلی</translation>
    </message>
    <message>
        <source>Whole hands</source>
        <translation>پورا ہاتھ</translation>
    </message>
    <message>
        <source>Capture now</source>
        <translation>ابھی لیں</translation>
    </message>
    <message>
        <source>All good</source>
        <translation>سب اچھی</translation>
    </message>
    <message>
        <source>Doubtful</source>
        <translation>یقینی نہیں</translation>
    </message>
    <message>
        <source>%1 low</source>
        <translation>%1 کم</translation>
    </message>
    <message>
        <source>Not kept</source>
        <translation>نہیں رکھی</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>%1 سیکنڈ باقی</translation>
    </message>
    <message>
        <source>Lift the hand, place it again.</source>
        <translation>ہاتھ اٹھائیں، دوبارہ رکھیں۔</translation>
    </message>
    <message>
        <source>%1: why is the doubtful picture accepted?</source>
        <translation>%1: غیر یقینی تصویر کیوں قبول ہے؟</translation>
    </message>
    <message>
        <source>%1: why can it not be taken?</source>
        <translation>%1: نشان کیوں نہیں لیا جا سکتا؟</translation>
    </message>
    <message>
        <source>The scanner stopped and has not come back. Kept: %1 of 10 fingers, tries of this one: %2. Unplug it and plug it in again; this finger goes on by itself. If not, call the technician.</source>
        <translation>سکینر رک گیا اور واپس نہیں آیا۔ محفوظ: 10 میں سے %1 انگلیاں، اس انگلی کی کوششیں: %2۔ تار نکال کر دوبارہ لگائیں؛ یہ انگلی خود آگے بڑھے گی۔ نہ بڑھے تو ٹیکنیشن کو بلائیں۔</translation>
    </message>
    <message>
        <source>The scanner was pulled out. Plug it in again; this finger goes on by itself.</source>
        <translation>سکینر نکل گیا۔ دوبارہ لگائیں؛ یہ انگلی خود آگے بڑھے گی۔</translation>
    </message>
    <message>
        <source>The finger could not be saved yet. It is kept here and tried again.</source>
        <translation>انگلی ابھی محفوظ نہیں ہو سکی۔ یہاں رکھی ہے، دوبارہ کوشش ہو گی۔</translation>
    </message>
    <message>
        <source>No fingerprint scanner is connected. Plug it in; capture goes on by itself. Nothing is lost.</source>
        <translation>کوئی سکینر منسلک نہیں۔ اسے لگائیں؛ کام خود آگے بڑھے گا۔ کچھ ضائع نہیں ہوا۔</translation>
    </message>
    <message>
        <source>The scanner is being started again. Please wait; nothing is lost.</source>
        <translation>سکینر دوبارہ چلایا جا رہا ہے۔ ذرا انتظار کریں؛ کچھ ضائع نہیں ہوا۔</translation>
    </message>
    <message>
        <source>The scanner is too hot and cools down for some minutes. Go on with the details; the fingers are kept.</source>
        <translation>سکینر گرم ہے، چند منٹ ٹھنڈا ہو گا۔ کوائف کا کام کر لیں؛ انگلیاں محفوظ ہیں۔</translation>
    </message>
    <message>
        <source>Fingerprints</source>
        <translation>انگلیوں کے نشان</translation>
    </message>
    <message>
        <source>All ten fingers are done.</source>
        <translation>دسوں انگلیاں مکمل ہو گئیں۔</translation>
    </message>
    <message>
        <source>Now: %1</source>
        <translation>ابھی: %1</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>%2 میں سے %1 مکمل</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>واپس</translation>
    </message>
    <message>
        <source>Other finger</source>
        <translation>دوسری انگلی</translation>
    </message>
    <message>
        <source>Cannot be taken</source>
        <translation>نشان نہیں لیا جا سکتا</translation>
    </message>
    <message>
        <source>Save and pause</source>
        <translation>محفوظ کر کے روکیں</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>دوبارہ کوشش کریں</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>آگے بڑھیں</translation>
    </message>
    <message>
        <source>Accept %1…</source>
        <translation>%1 قبول کریں…</translation>
    </message>
    <message>
        <source>%1: why is %2 accepted below %3?</source>
        <translation>%1: %3 سے کم پر %2 کیوں قبول ہے؟</translation>
    </message>
    <message>
        <source>About %1</source>
        <translation>تقریباً %1</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>قبول کی گئی</translation>
    </message>
    <message>
        <source>Finger cannot be taken…</source>
        <translation>انگلی کا نشان نہیں لیا جا سکتا…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>واپس لیں</translation>
    </message>
    <message>
        <source>Undo: the finger can be taken</source>
        <translation>واپس لیں: انگلی کا نشان لیا جا سکتا ہے</translation>
    </message>
    <message>
        <source>Try %1</source>
        <translation>کوشش %1</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>اچھا</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>کم</translation>
    </message>
    <message>
        <source>Best so far</source>
        <translation>اب تک بہترین</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>محفوظ رکھا</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>محفوظ</translation>
    </message>
    <message>
        <source>Clean glass, clean finger.</source>
        <translation>شیشہ صاف، انگلی صاف۔</translation>
    </message>
    <message>
        <source>Lift the finger, wipe it, place it again.</source>
        <translation>انگلی اٹھائیں، صاف کریں، دوبارہ رکھیں۔</translation>
    </message>
    <message>
        <source>%1, needs %2</source>
        <translation>%1، درکار %2</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>براہِ راست</translation>
    </message>
    <message>
        <source>No scanner</source>
        <translation>سکینر نہیں</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>مشق</translation>
    </message>
    <message>
        <source>Photo of both hands…</source>
        <translation>دونوں ہاتھوں کی تصویر…</translation>
    </message>
    <message>
        <source>Photo of hands…</source>
        <translation>ہاتھوں کی تصویر…</translation>
    </message>
    <message>
        <source>Photo of both hands taken</source>
        <translation>دونوں ہاتھوں کی تصویر ہو گئی</translation>
    </message>
    <message>
        <source>Photo of both hands still to take</source>
        <translation>دونوں ہاتھوں کی تصویر باقی ہے</translation>
    </message>
</context>
<context>
    <name>indraj::HandDiagram</name>
    <message>
        <source>to do</source>
        <translation>باقی</translation>
    </message>
    <message>
        <source>now</source>
        <translation>ابھی</translation>
    </message>
    <message>
        <source>good</source>
        <translation>ٹھیک</translation>
    </message>
    <message>
        <source>low, best kept</source>
        <translation>کم، بہترین رکھا</translation>
    </message>
    <message>
        <source>cannot be taken</source>
        <translation>نہیں لی جا سکتی</translation>
    </message>
    <message>
        <source>try %1</source>
        <translation>کوشش %1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>، </translation>
    </message>
    <message>
        <source>Left hand</source>
        <translation>بایاں ہاتھ</translation>
    </message>
    <message>
        <source>Right hand</source>
        <translation>دایاں ہاتھ</translation>
    </message>
    <message>
        <source>Score: an estimate (NFIQ 2 scale)</source>
        <translation>نمبر: اندازہ (NFIQ 2 کے پیمانے پر)</translation>
    </message>
</context>
<context>
    <name>indraj::HandsPhotoPanel</name>
    <message>
        <source>The camera gives no picture. Check the cable; it goes on by itself.</source>
        <translation>کیمرے سے تصویر نہیں آ رہی۔ تار دیکھ لیں؛ یہ خود چل پڑے گا۔</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>مشق</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>تصویر</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>براہِ راست</translation>
    </message>
    <message>
        <source>Take again</source>
        <translation>دوبارہ لیں</translation>
    </message>
    <message>
        <source>Take photo</source>
        <translation>تصویر لیں</translation>
    </message>
    <message>
        <source>Face and both hands in one picture. What is missing, bandaged or damaged must be seen: the in-charge looks at it beside the marked fingers.</source>
        <translation>چہرہ اور دونوں ہاتھ ایک ہی تصویر میں ہوں۔ جو انگلی موجود نہیں، پٹی میں ہے یا زخمی ہے وہ نظر آئے: انچارج اسے نشان زد انگلیوں کے ساتھ دیکھتا ہے۔</translation>
    </message>
    <message>
        <source>Photo of both hands</source>
        <translation>دونوں ہاتھوں کی تصویر</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>بعد میں</translation>
    </message>
    <message>
        <source>Use photo</source>
        <translation>یہ تصویر رکھیں</translation>
    </message>
</context>
<context>
    <name>indraj::IrisPage</name>
    <message>
        <source>The irises could not be saved yet. They are kept here and tried again.</source>
        <translation>پتلیوں کی تصویریں ابھی محفوظ نہیں ہو سکیں۔ یہیں رکھی ہیں اور دوبارہ کوشش ہو رہی ہے۔</translation>
    </message>
    <message>
        <source>The picture of this eye could not be kept. Take it again (Space).</source>
        <translation>اس آنکھ کی تصویر نہیں رکھی جا سکی۔ دوبارہ لیں (Space)۔</translation>
    </message>
    <message>
        <source>The iris camera was pulled out. Plug it in again; capture goes on by itself. What was taken is kept.</source>
        <translation>آنکھوں کا کیمرہ نکل گیا۔ دوبارہ لگائیں؛ کام خود آگے چلے گا۔ جو لیا جا چکا وہ محفوظ ہے۔</translation>
    </message>
    <message>
        <source>This iris camera cannot prove who made it. Nothing of it was kept. Go on without irises and tell the technician.</source>
        <translation>یہ کیمرہ ثابت نہیں کر سکتا کہ اسے کس نے بنایا۔ اس سے کچھ نہیں رکھا گیا۔ پتلیوں کے بغیر آگے بڑھیں اور ٹیکنیشن کو بتائیں۔</translation>
    </message>
    <message>
        <source>The iris camera gave no picture. It is asked again by itself; what was taken is kept.</source>
        <translation>آنکھوں کے کیمرے نے تصویر نہیں دی۔ اس سے خود دوبارہ مانگی جا رہی ہے؛ جو لیا جا چکا وہ محفوظ ہے۔</translation>
    </message>
    <message>
        <source>Eye cannot be given…</source>
        <translation>آنکھ کی تصویر نہیں ہو سکتی…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>واپس لیں</translation>
    </message>
    <message>
        <source>Undo: the eye can be given</source>
        <translation>واپس لیں: آنکھ کی تصویر ہو سکتی ہے</translation>
    </message>
    <message>
        <source>The camera waits for this eye.</source>
        <translation>کیمرہ اس آنکھ کا انتظار کر رہا ہے۔</translation>
    </message>
    <message>
        <source>No iris camera is connected. Plug it in; capture goes on by itself. Or go on without irises.</source>
        <translation>آنکھوں کا کیمرہ منسلک نہیں۔ لگا دیں؛ کام خود آگے چلے گا۔ یا پتلیوں کے بغیر آگے بڑھیں۔</translation>
    </message>
    <message>
        <source>Cannot be given: %1</source>
        <translation>تصویر نہیں ہو سکتی: %1</translation>
    </message>
    <message>
        <source>The in-charge confirms it.</source>
        <translation>انچارج اس کی توثیق کریں گے۔</translation>
    </message>
    <message>
        <source>Tries: %1 of %2 (%3)</source>
        <translation>کوششیں: %2 میں سے %1 (%3)</translation>
    </message>
    <message>
        <source>Tries: %1</source>
        <translation>کوششیں: %1</translation>
    </message>
    <message>
        <source>Good. Saved.</source>
        <translation>ٹھیک ہے۔ محفوظ ہو گئی۔</translation>
    </message>
    <message>
        <source>Accepted below the rules: %1</source>
        <translation>معیار سے کم، پھر بھی قبول: %1</translation>
    </message>
    <message>
        <source>Not good enough (needs %1). Try again (Space), or accept it with a reason (F9).</source>
        <translation>معیار کم ہے (%1 چاہیے)۔ دوبارہ لیں (Space) یا وجہ کے ساتھ قبول کریں (F9)۔</translation>
    </message>
    <message>
        <source>No iris was found. Try again (Space), or say why it cannot be given (F8).</source>
        <translation>پتلی نہیں ملی۔ دوبارہ لیں (Space) یا بتائیں کہ تصویر کیوں نہیں ہو سکتی (F8)۔</translation>
    </message>
    <message>
        <source>Saved, but not good enough (needs %1). Try again (Space).</source>
        <translation>محفوظ ہے، مگر معیار کم ہے (%1 چاہیے)۔ دوبارہ لیں (Space)۔</translation>
    </message>
    <message>
        <source>Irises</source>
        <translation>آنکھوں کی پتلیاں</translation>
    </message>
    <message>
        <source>Both eyes are done.</source>
        <translation>دونوں آنکھیں ہو گئیں۔</translation>
    </message>
    <message>
        <source>Both eyes at once. Glasses off, eyes wide open.</source>
        <translation>دونوں آنکھیں ایک ساتھ۔ عینک اتاریں، آنکھیں پوری کھولیں۔</translation>
    </message>
    <message>
        <source>No iris camera is connected.</source>
        <translation>آنکھوں کا کیمرہ منسلک نہیں۔</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>واپس</translation>
    </message>
    <message>
        <source>Other eye</source>
        <translation>دوسری آنکھ</translation>
    </message>
    <message>
        <source>Cannot be given</source>
        <translation>تصویر نہیں ہو سکتی</translation>
    </message>
    <message>
        <source>Save and pause</source>
        <translation>محفوظ کر کے روکیں</translation>
    </message>
    <message>
        <source>Capture now</source>
        <translation>ابھی تصویر لیں</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>دوبارہ لیں</translation>
    </message>
    <message>
        <source>Accept %1…</source>
        <translation>%1 قبول کریں…</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>آگے بڑھیں</translation>
    </message>
    <message>
        <source>Go on without</source>
        <translation>اس کے بغیر آگے</translation>
    </message>
    <message>
        <source>%1: why can it not be given?</source>
        <translation>%1: تصویر کیوں نہیں ہو سکتی؟</translation>
    </message>
    <message>
        <source>%1: why is %2 accepted below the rules?</source>
        <translation>%1: %2 معیار سے کم ہے، کیوں قبول کی جائے؟</translation>
    </message>
    <message>
        <source>. Look at it; if in doubt, try again (Space).</source>
        <translation>۔ غور سے دیکھیں؛ شک ہو تو دوبارہ لیں (Space)۔</translation>
    </message>
    <message>
        <source>Left or right: as it should be.</source>
        <translation>دائیں بائیں: درست ہے۔</translation>
    </message>
    <message>
        <source>Left or right could not be told: %1.</source>
        <translation>دائیں یا بائیں معلوم نہ ہو سکا: %1۔</translation>
    </message>
    <message>
        <source>Left or right could not be told.</source>
        <translation>دائیں یا بائیں معلوم نہ ہو سکا۔</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>مشق</translation>
    </message>
    <message>
        <source>The camera is simulated: its eyes are drawn.</source>
        <translation>کیمرہ مصنوعی ہے: آنکھیں بنائی ہوئی ہیں۔</translation>
    </message>
</context>
<context>
    <name>indraj::LikenessScale</name>
    <message>
        <source>Not compared</source>
        <translation>موازنہ نہیں ہوا</translation>
    </message>
</context>
<context>
    <name>indraj::MarkLegend</name>
    <message>
        <source>Good</source>
        <translation>اچھا</translation>
    </message>
    <message>
        <source>Low, best kept</source>
        <translation>کم، بہترین رکھا</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>ابھی</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>باقی</translation>
    </message>
    <message>
        <source>Exception</source>
        <translation>استثنا</translation>
    </message>
</context>
<context>
    <name>indraj::ModeChoice</name>
    <message>
        <source>Its formats are listed once it has given a picture.</source>
        <translation>پہلی تصویر آنے کے بعد اس کے فارمیٹ یہاں دکھائے جاتے ہیں۔</translation>
    </message>
    <message>
        <source>The camera gives no picture now.</source>
        <translation>کیمرے سے اس وقت تصویر نہیں آ رہی۔</translation>
    </message>
    <message>
        <source>This camera offers one format only.</source>
        <translation>یہ کیمرہ صرف ایک ہی فارمیٹ دیتا ہے۔</translation>
    </message>
    <message>
        <source>Being tried.</source>
        <translation>آزمایا جا رہا ہے۔</translation>
    </message>
    <message>
        <source>Now: %1.</source>
        <translation>اس وقت: %1۔</translation>
    </message>
    <message>
        <source>The camera does not offer %1 any more. Now: %2.</source>
        <translation>کیمرہ اب یہ فارمیٹ نہیں دیتا: %1۔ اس وقت: %2۔</translation>
    </message>
    <message>
        <source>The camera gave no picture with %1. Now: %2.</source>
        <translation>اس فارمیٹ میں کیمرے سے تصویر نہیں آئی: %1۔ اس وقت: %2۔</translation>
    </message>
    <message>
        <source>%1, %2 a second, compressed (JPEG)</source>
        <translation>%1، فی سیکنڈ %2، کمپریسڈ (JPEG)</translation>
    </message>
    <message>
        <source>%1, %2 a second, uncompressed</source>
        <translation>%1، فی سیکنڈ %2، غیر کمپریسڈ</translation>
    </message>
    <message>
        <source>%1, %2/s, JPEG</source>
        <translation>JPEG، %1، %2 فی سیکنڈ</translation>
    </message>
    <message>
        <source>%1, %2/s, raw</source>
        <translation>خام، %1، %2 فی سیکنڈ</translation>
    </message>
    <message>
        <source>Format of its pictures</source>
        <translation>اس کی تصویروں کا فارمیٹ</translation>
    </message>
    <message>
        <source>Best (chosen by the station)</source>
        <translation>بہترین (اسٹیشن خود چنتا ہے)</translation>
    </message>
</context>
<context>
    <name>indraj::PortraitPage</name>
    <message>
        <source>Not taken yet. %1</source>
        <translation>ابھی نہیں لی گئی۔ %1</translation>
    </message>
    <message>
        <source>Nobody was seen for a while. The camera goes on.</source>
        <translation>کچھ دیر سے کوئی نظر نہیں آیا۔ کیمرہ چل رہا ہے۔</translation>
    </message>
    <message>
        <source>No picture met the rules in time. The best so far is chosen; the camera goes on.</source>
        <translation>وقت کے اندر کوئی تصویر معیار پر پوری نہیں اتری۔ اب تک کی بہترین منتخب ہے؛ کیمرہ چل رہا ہے۔</translation>
    </message>
    <message>
        <source>Overrule</source>
        <translation>فیصلہ بدلیں</translation>
    </message>
    <message>
        <source>Use picture %1 with a reason…</source>
        <translation>تصویر %1 وجہ کے ساتھ رکھیں…</translation>
    </message>
    <message>
        <source>Overrule…</source>
        <translation>فیصلہ بدلیں…</translation>
    </message>
    <message>
        <source>The rules ask for a portrait of %1 pixels; this camera gives %2 in all. It takes none by itself: connect a better one. A picture taken by hand needs a reason.</source>
        <translation>قواعد کے مطابق تصویر %1 پکسل کی ہونی چاہیے؛ یہ کیمرہ کل %2 دیتا ہے۔ یہ خود تصویر نہیں لے گا: بہتر کیمرہ لگائیں۔ ہاتھ سے لی گئی تصویر کی وجہ بتانا ہوگی۔</translation>
    </message>
    <message>
        <source>The camera stopped sending pictures. It goes on by itself when it is back; check the cable. Nothing is lost.</source>
        <translation>کیمرے سے تصویر آنا رک گئی۔ واپس آتے ہی کام خود چلے گا؛ تار دیکھ لیں۔ کچھ ضائع نہیں ہوا۔</translation>
    </message>
    <message>
        <source>Another program is using the camera. Close it; the picture comes by itself.</source>
        <translation>کیمرہ کسی اور پروگرام کے پاس ہے۔ اسے بند کریں؛ تصویر خود آ جائے گی۔</translation>
    </message>
    <message>
        <source>The camera does not let this station in. Check its address and password in the settings.</source>
        <translation>کیمرہ اس اسٹیشن کو آنے نہیں دیتا۔ سیٹنگز میں اس کا پتہ اور پاس ورڈ دیکھیں۔</translation>
    </message>
    <message>
        <source>The camera&apos;s pictures arrive damaged. Plug its cable in again, best at the computer itself; if it stays so, choose another camera in the settings.</source>
        <translation>کیمرے کی تصویریں خراب پہنچ رہی ہیں۔ اس کی کیبل دوبارہ لگائیں، بہتر ہے سیدھی کمپیوٹر میں؛ پھر بھی یہی رہے تو سیٹنگز میں دوسرا کیمرہ چنیں۔</translation>
    </message>
    <message>
        <source>The camera sends pictures that cannot be read. Choose another camera in the settings.</source>
        <translation>کیمرے کی تصویریں پڑھی نہیں جا سکتیں۔ سیٹنگز میں دوسرا کیمرہ چنیں۔</translation>
    </message>
    <message>
        <source>No camera is connected. Plug it in; the picture comes by itself.</source>
        <translation>کوئی کیمرہ منسلک نہیں۔ اسے لگائیں؛ تصویر خود آ جائے گی۔</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>تصویر</translation>
    </message>
    <message>
        <source>The photo is saved. Take it again only if it must be better.</source>
        <translation>تصویر محفوظ ہے۔ صرف بہتر بنانے کے لیے دوبارہ لیں۔</translation>
    </message>
    <message>
        <source>The picture is taken by itself when all checks are met.</source>
        <translation>سب شرطیں پوری ہوتے ہی تصویر خود لے لی جائے گی۔</translation>
    </message>
    <message>
        <source>Take now</source>
        <translation>ابھی لیں</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>واپس</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>تصویر چنیں</translation>
    </message>
    <message>
        <source>Cannot be met</source>
        <translation>ممکن نہیں</translation>
    </message>
    <message>
        <source>Use picture %1</source>
        <translation>تصویر %1 رکھیں</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>آگے بڑھیں</translation>
    </message>
    <message>
        <source>Use picture</source>
        <translation>تصویر رکھیں</translation>
    </message>
    <message>
        <source>Save and pause</source>
        <translation>محفوظ کر کے روکیں</translation>
    </message>
    <message>
        <source>Take again</source>
        <translation>دوبارہ لیں</translation>
    </message>
    <message>
        <source>All checks met</source>
        <translation>سب شرطیں پوری</translation>
    </message>
    <message>
        <source>Look at: %1</source>
        <translation>دیکھیں: %1</translation>
    </message>
    <message>
        <source>Not met: %1</source>
        <translation>پوری نہیں: %1</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>منتخب</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>منتخب کریں</translation>
    </message>
    <message>
        <source>Picture %1</source>
        <translation>تصویر %1</translation>
    </message>
    <message>
        <source>The best pictures are kept here.</source>
        <translation>بہترین تصویریں یہاں رکھی جاتی ہیں۔</translation>
    </message>
    <message>
        <source>Cannot be met…</source>
        <translation>ممکن نہیں…</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>خودکار</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>مشق</translation>
    </message>
    <message>
        <source>The picture could not be saved yet. It is kept here and tried again.</source>
        <translation>تصویر ابھی محفوظ نہیں ہو سکی۔ یہیں موجود ہے، دوبارہ کوشش ہو رہی ہے۔</translation>
    </message>
    <message>
        <source>The picture could not be saved. Take it again.</source>
        <translation>تصویر محفوظ نہیں ہو سکی۔ دوبارہ لیں۔</translation>
    </message>
    <message>
        <source>The picture is being finished. It goes on by itself.</source>
        <translation>تصویر مکمل کی جا رہی ہے۔ کام خود آگے بڑھے گا۔</translation>
    </message>
    <message>
        <source>This camera cannot prove who made it. Nothing of it was kept. Choose another camera in the settings and tell the technician.</source>
        <translation>یہ کیمرہ ثابت نہیں کر سکتا کہ اسے کس نے بنایا۔ اس سے کچھ نہیں رکھا گیا۔ سیٹنگز میں دوسرا کیمرہ چنیں اور ٹیکنیشن کو بتائیں۔</translation>
    </message>
    <message>
        <source>The camera says that it may not take pictures now. It is asked again by itself; tell the technician if it stays so.</source>
        <translation>کیمرہ کہتا ہے کہ وہ ابھی تصویر نہیں لے سکتا۔ اس سے خود دوبارہ پوچھا جائے گا؛ ایسا ہی رہے تو ٹیکنیشن کو بتائیں۔</translation>
    </message>
    <message>
        <source>The camera gave no picture in its time. It is asked again by itself.</source>
        <translation>کیمرے نے اپنے وقت میں کوئی تصویر نہیں دی۔ اس سے خود دوبارہ پوچھا جائے گا۔</translation>
    </message>
    <message>
        <source>Crop by hand</source>
        <translation>ہاتھ سے تراشیں</translation>
    </message>
</context>
<context>
    <name>indraj::PortraitPanel</name>
    <message>
        <source>Camera…</source>
        <translation>کیمرہ…</translation>
    </message>
    <message>
        <source>Judged by the rules for</source>
        <translation>جانچ کے اصول</translation>
    </message>
    <message>
        <source>Picture %1: below the rules</source>
        <translation>تصویر %1: معیار سے کم</translation>
    </message>
    <message>
        <source>Picture %1: to look at</source>
        <translation>تصویر %1: توجہ دیں</translation>
    </message>
    <message>
        <source>Picture %1: good</source>
        <translation>تصویر %1: اچھی</translation>
    </message>
    <message>
        <source>No Urdu voice here</source>
        <translation>یہاں اردو آواز نہیں</translation>
    </message>
    <message>
        <source>Say it aloud in Urdu</source>
        <translation>اردو میں بول کر بتائیں</translation>
    </message>
    <message>
        <source>Say it aloud: no loudspeaker</source>
        <translation>بول کر بتائیں: اسپیکر نہیں</translation>
    </message>
    <message>
        <source>Hint: %1. %2</source>
        <translation>اشارہ: %1۔ %2</translation>
    </message>
    <message>
        <source>Crop…</source>
        <translation>تراشیں…</translation>
    </message>
    <message>
        <source>%1, crop by hand</source>
        <translation>%1، ہاتھ سے تراشی ہوئی</translation>
    </message>
</context>
<context>
    <name>indraj::PortraitQuestions</name>
    <message>
        <source>Why is the picture taken by hand?</source>
        <translation>تصویر ہاتھ سے کیوں لی جا رہی ہے؟</translation>
    </message>
    <message>
        <source>Accept: anybody sees why</source>
        <translation>قبول: وجہ سب کو نظر آتی ہے</translation>
    </message>
    <message>
        <source>Accept: not obvious why</source>
        <translation>قبول: وجہ ظاہر نہیں</translation>
    </message>
    <message>
        <source>Refuse this picture</source>
        <translation>یہ تصویر رد کریں</translation>
    </message>
    <message>
        <source>The picture is below the rules</source>
        <translation>تصویر معیار سے کم ہے</translation>
    </message>
    <message>
        <source>Decide against the judgement</source>
        <translation>جانچ کے خلاف فیصلہ</translation>
    </message>
    <message>
        <source>Why is it refused?</source>
        <translation>اسے کیوں رد کیا جا رہا ہے؟</translation>
    </message>
    <message>
        <source>Why is it accepted? The in-charge sees this.</source>
        <translation>اسے کیوں قبول کیا جا رہا ہے؟ انچارج یہ دیکھیں گے۔</translation>
    </message>
    <message>
        <source>Why are the rules for exceptions used? The in-charge sees this.</source>
        <translation>استثنا کے معیار کیوں استعمال ہوئے؟ انچارج یہ دیکھتا ہے۔</translation>
    </message>
</context>
<context>
    <name>indraj::PreviewWidget</name>
    <message>
        <source>Live picture</source>
        <translation>براہِ راست تصویر</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>براہِ راست</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>رکی ہوئی</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>تصویر نہیں</translation>
    </message>
</context>
<context>
    <name>indraj::QualityChecklist</name>
    <message>
        <source>Scored by %1</source>
        <translation>جانچ: %1</translation>
    </message>
    <message>
        <source>Picture check</source>
        <translation>تصویر کی جانچ</translation>
    </message>
    <message>
        <source>%1 of %2 met</source>
        <translation>%2 میں سے %1 پورے</translation>
    </message>
    <message>
        <source>good</source>
        <translation>ٹھیک</translation>
    </message>
    <message>
        <source>more than one</source>
        <translation>ایک سے زیادہ</translation>
    </message>
    <message>
        <source>none seen</source>
        <translation>نظر نہیں آیا</translation>
    </message>
    <message>
        <source>too close</source>
        <translation>بہت قریب</translation>
    </message>
    <message>
        <source>too far</source>
        <translation>بہت دور</translation>
    </message>
    <message>
        <source>off centre</source>
        <translation>ہٹا ہوا</translation>
    </message>
    <message>
        <source>off by %1</source>
        <translation>فرق %1</translation>
    </message>
    <message>
        <source>a little uneven</source>
        <translation>ذرا مدھم</translation>
    </message>
    <message>
        <source>not good</source>
        <translation>ٹھیک نہیں</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>بند</translation>
    </message>
    <message>
        <source>open</source>
        <translation>کھلا</translation>
    </message>
    <message>
        <source>blurred</source>
        <translation>دھندلی</translation>
    </message>
    <message>
        <source>usual: %1</source>
        <translation>معمول: %1</translation>
    </message>
</context>
<context>
    <name>indraj::Refusal</name>
    <message>
        <source>Somebody else has already decided this. The list is read again.</source>
        <translation>اس کا فیصلہ کوئی اور کر چکا ہے۔ فہرست دوبارہ پڑھی جا رہی ہے۔</translation>
    </message>
    <message>
        <source>Your role may not do this. Ask the in-charge.</source>
        <translation>آپ کا عہدہ یہ نہیں کر سکتا۔ انچارج سے کہیں۔</translation>
    </message>
    <message>
        <source>You captured this. Another person must decide.</source>
        <translation>یہ اندراج آپ نے کیا ہے۔ فیصلہ کوئی اور کرے گا۔</translation>
    </message>
    <message>
        <source>Choose a reason first.</source>
        <translation>پہلے وجہ چنیں۔</translation>
    </message>
    <message>
        <source>Something is still missing. The steps at the side show where.</source>
        <translation>ابھی کچھ باقی ہے۔ پہلو کے مرحلے بتاتے ہیں کہاں۔</translation>
    </message>
    <message>
        <source>The disk is full. Call the in-charge; nothing is lost.</source>
        <translation>ڈسک بھر گئی ہے۔ انچارج کو بلائیں؛ کچھ ضائع نہیں ہوا۔</translation>
    </message>
    <message>
        <source>A stored part does not match its seal. Call the help desk; leave the station on.</source>
        <translation>محفوظ حصہ اپنی مہر سے نہیں ملتا۔ ہیلپ ڈیسک کو فون کریں؛ اسٹیشن چلتا رہنے دیں۔</translation>
    </message>
    <message>
        <source>It could not be saved. Try again; nothing is lost.</source>
        <translation>محفوظ نہیں ہو سکا۔ دوبارہ کوشش کریں؛ کچھ ضائع نہیں ہوا۔</translation>
    </message>
</context>
<context>
    <name>indraj::ReviewPage</name>
    <message>
        <source>Citizen review</source>
        <translation>شہری کا جائزہ</translation>
    </message>
    <message>
        <source>Turn the screen to the citizen. Touching a line corrects it.</source>
        <translation>سکرین شہری کی طرف کریں۔ سطر چھونے سے درستی ہو گی۔</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>واپس</translation>
    </message>
    <message>
        <source>All correct</source>
        <translation>سب درست ہے</translation>
    </message>
    <message>
        <source>Choose a line</source>
        <translation>سطر چنیں</translation>
    </message>
    <message>
        <source>Save and pause</source>
        <translation>محفوظ کر کے روکیں</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>تصویر</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>دستخط</translation>
    </message>
</context>
<context>
    <name>indraj::SendingPage</name>
    <message>
        <source>Central knows another history of this station: a copy of it works elsewhere, or an old one was put back. Stop enrolling and call the help desk.</source>
        <translation>مرکز کے پاس اس اسٹیشن کی دوسری تاریخ ہے: اس کی نقل کہیں اور چل رہی ہے، یا پرانی نقل واپس رکھی گئی ہے۔ اندراج روکیں اور ہیلپ ڈیسک کو فون کریں۔</translation>
    </message>
    <message>
        <source>%1 packets are neither here nor at central, the first is number %2. Call the help desk.</source>
        <translation>%1 پیکٹ نہ یہاں ہیں نہ مرکز پر، پہلا نمبر %2 ہے۔ ہیلپ ڈیسک کو فون کریں۔</translation>
    </message>
    <message>
        <source>Sending is paused. All is safe here until somebody lets it go on.</source>
        <translation>بھیجنا روک دیا گیا ہے۔ دوبارہ چلانے تک سب یہاں محفوظ ہے۔</translation>
    </message>
    <message>
        <source>The day’s %1 are used up. The rest goes tomorrow, or now with “Try now”.</source>
        <translation>آج کے %1 پورے ہو گئے۔ باقی کل بھیجا جائے گا، یا ”ابھی کوشش کریں“ سے ابھی۔</translation>
    </message>
    <message>
        <source>Something else answers in central’s place: sign in to this network or use another line.</source>
        <translation>مرکز کی جگہ کوئی اور جواب دے رہا ہے: اس نیٹ ورک میں لاگ اِن کریں یا دوسری لائن استعمال کریں۔</translation>
    </message>
    <message>
        <source>Go on sending</source>
        <translation>بھیجنا جاری کریں</translation>
    </message>
    <message>
        <source>Pause sending</source>
        <translation>بھیجنا روکیں</translation>
    </message>
    <message>
        <source>Nothing was approved here yet. What is approved is sent by itself.</source>
        <translation>ابھی یہاں کچھ منظور نہیں ہوا۔ جو منظور ہو وہ خود بھیج دیا جاتا ہے۔</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>ابھی کوشش کریں</translation>
    </message>
    <message>
        <source>Why is this still here?</source>
        <translation>یہ ابھی تک یہاں کیوں ہے؟</translation>
    </message>
    <message>
        <source>still to send, %1</source>
        <translation>بھیجنا باقی، %1</translation>
    </message>
    <message>
        <source>received by central</source>
        <translation>مرکز کو ملے</translation>
    </message>
    <message>
        <source>erased here after receipt</source>
        <translation>رسید کے بعد یہاں سے مٹائے</translation>
    </message>
    <message>
        <source>need you</source>
        <translation>کو آپ کی ضرورت ہے</translation>
    </message>
    <message>
        <source>Offline, all is safe here. It is sent by itself when the line is back.</source>
        <translation>آف لائن، سب یہاں محفوظ ہے۔ رابطہ بحال ہوتے ہی خود بھیج دیا جائے گا۔</translation>
    </message>
    <message>
        <source>You need to do: %1</source>
        <translation>آپ کو کرنا ہے: %1</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>کچھ نہیں</translation>
    </message>
    <message>
        <source>Where is it?</source>
        <translation>یہ کہاں ہے؟</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>بھیجنا</translation>
    </message>
    <message>
        <source>Everything is safe here until central confirms it.</source>
        <translation>مرکز کی تصدیق تک سب یہاں محفوظ ہے۔</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>آج</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>منتخب کریں</translation>
    </message>
    <message>
        <source>Open what needs you</source>
        <translation>جسے آپ کی ضرورت ہے وہ کھولیں</translation>
    </message>
    <message>
        <source>What does central say?</source>
        <translation>مرکز کیا کہتا ہے؟</translation>
    </message>
    <message>
        <source>Correct it</source>
        <translation>تصحیح کریں</translation>
    </message>
</context>
<context>
    <name>indraj::SignOffFace</name>
    <message>
        <source>Same person?</source>
        <translation>ایک ہی فرد؟</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>تصویر</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>اس وقت</translation>
    </message>
    <message>
        <source>Ask the person to look at the camera.</source>
        <translation>فرد کو کیمرے کی طرف دیکھنے کو کہیں۔</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>موازنہ ہو رہا ہے…</translation>
    </message>
    <message>
        <source>The camera gives no picture. It goes on by itself when it is back; you may sign off without it, and the in-charge is told.</source>
        <translation>کیمرے سے تصویر نہیں آ رہی۔ واپس آنے پر خود چل پڑے گا؛ آپ اس کے بغیر بھی دستخط کر سکتے ہیں، انچارج کو بتا دیا جائے گا۔</translation>
    </message>
    <message>
        <source>The comparison broke off. Try again, or compare yourself and sign off.</source>
        <translation>موازنہ ادھورا رہ گیا۔ دوبارہ کریں، یا خود ملا کر دیکھیں اور دستخط کریں۔</translation>
    </message>
    <message>
        <source>Earlier card</source>
        <translation>پرانا کارڈ</translation>
    </message>
    <message>
        <source>Earlier card: %1</source>
        <translation>پرانا کارڈ: %1</translation>
    </message>
    <message>
        <source>No picture of the earlier card</source>
        <translation>پرانے کارڈ کی تصویر نہیں</translation>
    </message>
    <message>
        <source>If the card is here, go back to its step and photograph it. You may sign off without it, and the in-charge is told.</source>
        <translation>کارڈ موجود ہو تو اس کے مرحلے پر واپس جا کر تصویر لیں۔ اس کے بغیر بھی دستخط کر سکتے ہیں، انچارج کو بتا دیا جاتا ہے۔</translation>
    </message>
    <message>
        <source>Hold the photo on the card against the person yourself.</source>
        <translation>کارڈ والی تصویر کو فرد سے خود ملا کر دیکھیں۔</translation>
    </message>
</context>
<context>
    <name>indraj::SignOffPage</name>
    <message>
        <source>I captured this person and what is written is what I was shown.</source>
        <translation>اس فرد کا اندراج میں نے کیا اور وہی لکھا جو مجھے دکھایا گیا۔</translation>
    </message>
    <message>
        <source>With your name you say that the photo and the fingers belong to the person in front of you and that the citizen has read and confirmed the details. After this only the in-charge can send it back to you.</source>
        <translation>آپ اپنے نام سے کہتے ہیں کہ تصویر اور انگلیاں آپ کے سامنے موجود فرد کی ہیں اور شہری نے کوائف پڑھ کر تصدیق کی ہے۔ اس کے بعد صرف انچارج اسے آپ کو واپس بھیج سکتے ہیں۔</translation>
    </message>
    <message>
        <source>Token %1</source>
        <translation>ٹوکن %1</translation>
    </message>
    <message>
        <source>Fingers: %1, exceptions: %2</source>
        <translation>انگلیاں: %1، استثنا: %2</translation>
    </message>
    <message>
        <source>Operator: %1</source>
        <translation>آپریٹر: %1</translation>
    </message>
    <message>
        <source>Nothing to look at closely</source>
        <translation>غور طلب کچھ نہیں</translation>
    </message>
    <message>
        <source>The in-charge will look closely at</source>
        <translation>انچارج یہ غور سے دیکھیں گے</translation>
    </message>
    <message>
        <source>Sign-off</source>
        <translation>حتمی تصدیق</translation>
    </message>
    <message>
        <source>Your name stands for this enrolment.</source>
        <translation>اس اندراج پر آپ کا نام ہے۔</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>واپس</translation>
    </message>
    <message>
        <source>Tick the statement</source>
        <translation>اقرار پر نشان لگائیں</translation>
    </message>
    <message>
        <source>Save and pause</source>
        <translation>محفوظ کر کے روکیں</translation>
    </message>
    <message>
        <source>Sign off</source>
        <translation>تصدیق کریں</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>دوبارہ موازنہ</translation>
    </message>
</context>
<context>
    <name>indraj::SignaturePage</name>
    <message>
        <source>The signature could not be saved yet. It is kept here and tried again.</source>
        <translation>دستخط ابھی محفوظ نہیں ہو سکے۔ یہ یہیں رکھے ہیں اور دوبارہ کوشش ہو گی۔</translation>
    </message>
    <message>
        <source>Not signed: %1</source>
        <translation>دستخط نہیں کیے: %1</translation>
    </message>
    <message>
        <source>A pen of a tablet, a finger or the mouse. A cross or a mark is a signature too.</source>
        <translation>ٹیبلٹ کا قلم، انگلی یا ماؤس۔ کوئی نشان بھی دستخط ہے۔</translation>
    </message>
    <message>
        <source>Strokes: %1, %2 s</source>
        <translation>لکیریں: %1، %2 سیکنڈ</translation>
    </message>
    <message>
        <source>with pressure</source>
        <translation>دباؤ کے ساتھ</translation>
    </message>
    <message>
        <source>very little: look whether it is meant</source>
        <translation>بہت کم لکھا ہے: دیکھ لیں کہ یہی دستخط ہیں</translation>
    </message>
    <message>
        <source>The signature could not be kept. Clear it and let the citizen sign again.</source>
        <translation>دستخط محفوظ نہیں ہو سکے۔ صاف کر کے شہری سے دوبارہ دستخط کرائیں۔</translation>
    </message>
    <message>
        <source>Why does the citizen not sign?</source>
        <translation>شہری دستخط کیوں نہیں کر رہے؟</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>دستخط</translation>
    </message>
    <message>
        <source>The signature is saved.</source>
        <translation>دستخط محفوظ ہو گئے۔</translation>
    </message>
    <message>
        <source>It is noted that the citizen does not sign.</source>
        <translation>لکھ لیا گیا کہ شہری دستخط نہیں کر رہے۔</translation>
    </message>
    <message>
        <source>Give the pen to the citizen. It may be left out with a reason.</source>
        <translation>قلم شہری کو دیں۔ وجہ بتا کر چھوڑا جا سکتا ہے۔</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>واپس</translation>
    </message>
    <message>
        <source>Undo a stroke</source>
        <translation>ایک لکیر مٹائیں</translation>
    </message>
    <message>
        <source>Not signed</source>
        <translation>دستخط نہیں</translation>
    </message>
    <message>
        <source>Save and pause</source>
        <translation>محفوظ کر کے روکیں</translation>
    </message>
    <message>
        <source>Sign again</source>
        <translation>دوبارہ دستخط</translation>
    </message>
    <message>
        <source>Let sign</source>
        <translation>دستخط کرائیں</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>آگے بڑھیں</translation>
    </message>
    <message>
        <source>Use signature</source>
        <translation>یہ دستخط رکھیں</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>واپس لیں</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>صاف کریں</translation>
    </message>
    <message>
        <source>Not signed…</source>
        <translation>دستخط نہیں…</translation>
    </message>
</context>
<context>
    <name>indraj::SlipPage</name>
    <message>
        <source>Slip</source>
        <translation>پرچی</translation>
    </message>
    <message>
        <source>The slip is written. Give it to the citizen.</source>
        <translation>پرچی بن گئی۔ شہری کو دے دیں۔</translation>
    </message>
    <message>
        <source>Signed off. Print the slip for the citizen.</source>
        <translation>تصدیق ہو گئی۔ شہری کے لیے پرچی پرنٹ کریں۔</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>دوبارہ پرنٹ کریں</translation>
    </message>
    <message>
        <source>Print slip</source>
        <translation>پرچی پرنٹ کریں</translation>
    </message>
    <message>
        <source>Next citizen</source>
        <translation>اگلا شہری</translation>
    </message>
    <message>
        <source>Without slip</source>
        <translation>پرچی کے بغیر</translation>
    </message>
    <message>
        <source>The slip could not be written. The enrolment is safe; try again.</source>
        <translation>پرچی نہیں بن سکی۔ اندراج محفوظ ہے؛ دوبارہ کوشش کریں۔</translation>
    </message>
</context>
<context>
    <name>indraj::SlipPreview</name>
    <message>
        <source>Slip of token %1</source>
        <translation>ٹوکن %1 کی پرچی</translation>
    </message>
    <message>
        <source>The slip cannot be shown.</source>
        <translation>پرچی دکھائی نہیں جا سکتی۔</translation>
    </message>
</context>
<context>
    <name>indraj::TunePanel</name>
    <message>
        <source>Exposure by itself</source>
        <translation>روشنی خودکار</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>روشنی</translation>
    </message>
    <message>
        <source>White balance by itself</source>
        <translation>رنگ کا توازن خودکار</translation>
    </message>
    <message>
        <source>White balance</source>
        <translation>رنگ کا توازن</translation>
    </message>
    <message>
        <source>Focus by itself</source>
        <translation>فوکس خودکار</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>فوکس</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>زوم</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>کیمرہ</translation>
    </message>
    <message>
        <source>Factory values</source>
        <translation>کارخانے کی ترتیب</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>بند کریں</translation>
    </message>
    <message>
        <source>Exposure follows the face</source>
        <translation>روشنی چہرے کے حساب سے</translation>
    </message>
    <message>
        <source>Show the live picture mirrored</source>
        <translation>براہِ راست تصویر آئینے کی طرح دکھائیں</translation>
    </message>
</context>
<context>
    <name>indraj::UploadDetails</name>
    <message>
        <source>Tries: %1</source>
        <translation>کوششیں: %1</translation>
    </message>
    <message>
        <source>Last try: %1</source>
        <translation>آخری کوشش: %1</translation>
    </message>
    <message>
        <source>Next try: %1</source>
        <translation>اگلی کوشش: %1</translation>
    </message>
    <message>
        <source>Number of central’s answer: %1</source>
        <translation>مرکز کے جواب کا نمبر: %1</translation>
    </message>
</context>
<context>
    <name>indraj::UploadModel</name>
    <message>
        <source>Needs you</source>
        <translation>آپ کی ضرورت ہے</translation>
    </message>
    <message>
        <source>Tries again %1</source>
        <translation>دوبارہ کوشش %1</translation>
    </message>
    <message>
        <source>now</source>
        <translation>ابھی</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 منٹ</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>ٹوکن</translation>
    </message>
    <message>
        <source>State</source>
        <translation>حالت</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>کب سے</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>حجم</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>بھیجا گیا</translation>
    </message>
    <message>
        <source>Correction begun</source>
        <translation>تصحیح شروع ہے</translation>
    </message>
</context>
<context>
    <name>indraj::UploadTimeline</name>
    <message>
        <source>Approved</source>
        <translation>منظور</translation>
    </message>
    <message>
        <source>Sealed</source>
        <translation>مہر بند</translation>
    </message>
    <message>
        <source>Only central can open it</source>
        <translation>صرف مرکز کھول سکتا ہے</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>بھیجنا</translation>
    </message>
    <message>
        <source>%1 of %2 MB</source>
        <translation>%2 میں سے %1 MB</translation>
    </message>
    <message>
        <source>Received by central</source>
        <translation>مرکز کو مل گیا</translation>
    </message>
    <message>
        <source>Signed receipt</source>
        <translation>دستخط شدہ رسید</translation>
    </message>
    <message>
        <source>Erased here</source>
        <translation>یہاں سے مٹا دیا</translation>
    </message>
    <message>
        <source>Only after the receipt</source>
        <translation>صرف رسید کے بعد</translation>
    </message>
    <message>
        <source>Central has decided</source>
        <translation>مرکز نے فیصلہ کر دیا</translation>
    </message>
</context>
<context>
    <name>indraj::VoiceCoach</name>
    <message>
        <source>No voice is installed at this station (espeak-ng). The words on the screen remain.</source>
        <translation>اس اسٹیشن پر آواز کا پروگرام (espeak-ng) نصب نہیں۔ اسکرین پر لکھی ہدایات موجود ہیں۔</translation>
    </message>
    <message>
        <source>The voice of this station speaks no Urdu. The words on the screen remain.</source>
        <translation>اس اسٹیشن کی آواز اردو نہیں بولتی۔ اسکرین پر لکھی ہدایات موجود ہیں۔</translation>
    </message>
    <message>
        <source>No loudspeaker is found. Plug one in; the next sentence tries it.</source>
        <translation>اسپیکر نہیں ملا۔ لگا دیں؛ اگلا جملہ اسے آزمائے گا۔</translation>
    </message>
</context>
</TS>
