/*
 * One lesson's file: title, summary and length; what its fences hold is read
 * elsewhere.  Only its head becomes a document here, which is enough for the
 * contents: a course is open long before all of it could be parsed.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "course/inside.h"

#define LESSON_MAX (4 * 1024 * 1024)
#define MINUTES_MAX 600

static void
read_minutes(struct reading *reading)
{
    for (size_t i = 0; i < reading->scan.ncomments; i++) {
        const struct scan_comment *comment = &reading->scan.comments[i];
        int64_t minutes;

        if (strncmp(comment->text, "minutes:", 8) != 0)
            continue;
        if (knob_number(comment->text + 8, &minutes) < 0 || minutes < 1 ||
            minutes > MINUTES_MAX)
            diags_add(reading->diags, reading->file, comment->line,
                      "minutes takes a number from 1 to %d, as in "
                      "'<!-- minutes: 15 -->'", MINUTES_MAX);
        else
            reading->lesson->minutes = (int)minutes;
    }
}

/* Whatever begins like a pause is meant as one. */
static void
check_pauses(const struct reading *reading)
{
    for (size_t i = 0; i < reading->scan.ncomments; i++) {
        const struct scan_comment *comment = &reading->scan.comments[i];

        /* The text's end counts as one of these signs. */
        if (strncasecmp(comment->text, "pause", 5) == 0 &&
            strchr(" \t:=", comment->text[5]) &&
            strcmp(comment->text, "pause") != 0)
            diags_add(reading->diags, reading->file, comment->line,
                      "a pause takes nothing: '<!-- pause -->', alone on its "
                      "line");
    }
}

/* "03_two_words" reads "two words" where there is no title. */
static char *
title_of_name(const char *name)
{
    char *title = mem_copy(strchr(name, '_') + 1);

    for (char *c = title; *c; c++)
        if (*c == '_')
            *c = ' ';
    return title;
}

/* The first heading of level 1, or NULL; the caller's. */
static char *
title_of(const struct doc *doc)
{
    for (size_t i = 0; i < doc_heading_count(doc); i++) {
        const struct doc_heading *heading = doc_heading(doc, i);

        if (heading->level == 1 && heading->text[0])
            return mem_copy(heading->text);
    }
    return NULL;
}

/* The part of the text that says what the lesson is about: brackets may be
 * a link whose target stands anywhere. */
static size_t
head_length(const struct reading *reading)
{
    const struct draft *draft = reading->draft;
    size_t head = reading->scan.head;

    return memchr(draft->text, '[', head) ? draft->len : head;
}

static void
read_head(struct reading *reading)
{
    const struct draft *draft = reading->draft;
    struct lesson *lesson = reading->lesson;
    size_t head = head_length(reading);
    struct doc *doc = doc_new(draft->text, head, DOC_GITHUB | DOC_LESSON);

    lesson->title = title_of(doc);
    if (!lesson->title && head < draft->len) {
        doc_free(doc);
        doc = doc_new(draft->text, draft->len, DOC_GITHUB | DOC_LESSON);
        lesson->title = title_of(doc);
    }
    if (!lesson->title) {
        diags_add(reading->diags, reading->file, 1,
                  "the lesson has no title; begin it with a line '# Title'");
        lesson->title = title_of_name(lesson->name);
    }
    lesson->summary = mem_copy(doc_summary(doc));
    doc_free(doc);
}

#define EACH_BYTE(value) (UINT64_C(0x0101010101010101) * (value))

/* Bytes of ASCII other than NUL at its beginning, eight at a time: most of a
 * course is nothing else. */
static size_t
ascii_length(const char *text, size_t len)
{
    size_t i;

    for (i = 0; i + sizeof(uint64_t) <= len; i += sizeof(uint64_t)) {
        uint64_t bytes;

        memcpy(&bytes, text + i, sizeof bytes);
        if ((bytes | ((bytes - EACH_BYTE(1)) & ~bytes)) & EACH_BYTE(0x80))
            break;
    }
    return i;
}

static int
line_at(const char *text, size_t at)
{
    int line = 1;

    for (size_t i = 0; i < at; i++)
        line += text[i] == '\n';
    return line;
}

/* Report the first line with bytes that are no UTF-8. */
static void
check_utf8(const struct reading *reading, const char *text, size_t len)
{
    for (size_t i = ascii_length(text, len); i < len;) {
        uint32_t code;
        size_t took = text[i] & 0x80
                          ? utf8_decode(text + i, len - i, &code) : 1;

        if (text[i] && (!(text[i] & 0x80) || took > 1)) {
            i += took;
            i += ascii_length(text + i, len - i);
            continue;
        }
        diags_add(reading->diags, reading->file, line_at(text, i),
                  "this line is not valid UTF-8; save the file as UTF-8");
        return;
    }
}

static void
add_lesson(struct reading *reading, const char *file, char *path)
{
    struct course *course = reading->course;
    size_t index = course->nlessons;

    MEM_GROW(course->lessons, course->nlessons, course->lessons_cap);
    course->nlessons++;
    reading->lesson = &course->lessons[index];
    *reading->lesson = (struct lesson){
        .number = atoi(file),
        .name = mem_copy_n(file, strlen(file) - strlen(".md")),
        .path = path,
        .first_exercise = course->nexercises,
    };
}

void
lesson_read(struct course *course, const char *file, struct draft *draft,
            struct diags *diags)
{
    struct reading reading = {
        .course = course,
        .draft = draft,
        .file = path_join("lessons", file),
        .diags = diags,
    };
    char *path = path_join(course->root, reading.file);
    int err = file_read(path, LESSON_MAX, &draft->text, &draft->len);

    if (err < 0) {
        diags_add(diags, reading.file, 0, "the lesson cannot be read: %s",
                  strerror(-err));
        free(path);
    } else {
        check_utf8(&reading, draft->text, draft->len);
        scan_read(&reading.scan, draft->text, draft->len);
        add_lesson(&reading, file, path);
        read_head(&reading);
        read_minutes(&reading);
        check_pauses(&reading);
        fences_read(&reading);
        passages_read(&reading);
        scan_release(&reading.scan);
    }
    free(reading.file);
}
