#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "course/copy.h"
#include "course/course.h"
#include "doc/rows.h"
#include "folder.h"

static const char races[] =
    "# Races & more\n"
    "\n"
    "Two threads, *one* counter.\n"
    "Who wins?\n"
    "\n"
    "<!-- minutes: 15 -->\n"
    "<!-- note: breathe -->\n"
    "<!-- pause -->\n"
    "<!-- pauses help -->\n"
    "\n"
    "```predict counter_race threads=1\n"
    "What is printed?\n"
    "\n"
    "1. all      [counter == expected]\n"
    "2. less     [counter < expected]\n"
    "```\n"
    "\n"
    "```exercise counter_race\n"
    "[knobs]\n"
    "threads = 2, 1..64\n"
    "[check]\n"
    "hold = counter == expected\n"
    "```\n"
    "\n"
    "```hint counter_race\n"
    "Look at the addition.\n"
    "```\n"
    "```hint counter_race on right by luck\n"
    "Not *every* run is lucky.\n"
    "```\n"
    "```pass counter_race\n"
    "A lock *orders* them.\n"
    "```\n"
    "```code solutions/03_races/counter_race.c [lock]\n"
    "```\n"
    "```exercise picture\n"
    "[build]\n"
    "demonstration = yes\n"
    "```\n"
    "```c\n"
    "int x;\n"
    "```\n";

static void
write_course(void)
{
    folder_write("lessons/03_races.md", races);
    folder_write("lessons/01_welcome.md", "# Welcome\n\nHello.\n");
    folder_write("lessons/04_locks.md", "# Locks\n");
    folder_write("exercises/03_races/counter_race.c", "int n;\n");
    folder_write("exercises/03_races/counter_race.py", "n = 0\n");
    folder_write("exercises/03_races/picture.c", "int p;\n");
    folder_write("solutions/03_races/counter_race.c",
                 "int n;\n/* [lock] */\nlock_t lock;\n\nint m;\n");
}

/* Opens it and expects so many reports. */
static struct course *
open_course(struct diags *diags, size_t expected)
{
    struct course *course = NULL;

    *diags = (struct diags)DIAGS_INIT;
    assert_int_equal(course_open(folder, NULL, diags, &course), 0);
    if (diags->count != expected) {
        for (size_t i = 0; i < diags->count; i++)
            print_message("# %s:%d: %s\n", diags->items[i].file,
                          diags->items[i].line, diags->items[i].text);
        fail_msg("%zu reports", diags->count);
    }
    return course;
}

/* All text of a document's rows. */
static char *
text_of(const struct doc *doc)
{
    struct rows *rows = rows_new(doc, 80);
    struct str text = STR_INIT;

    for (size_t i = 0; i < rows_count(rows); i++) {
        const struct row *row = rows_at(rows, i);

        for (size_t s = 0; s < row->nspans; s++)
            str_add_n(&text, row->spans[s].text, row->spans[s].bytes);
        str_add_char(&text, '\n');
    }
    rows_free(rows);
    return str_detach(&text);
}

static void
test_course__has_lessons_in_order(void **state)
{
    struct diags diags;
    struct course *course;
    const struct lesson *lesson;

    (void)state;
    write_course();
    course = open_course(&diags, 0);
    assert_int_equal(course_lesson_count(course), 3);
    lesson = course_lesson(course, 1);
    assert_int_equal(course_lesson_index(course, lesson), 1);
    assert_int_equal(lesson->number, 3);
    assert_string_equal(lesson->name, "03_races");
    assert_string_equal(lesson->title, "Races & more");
    assert_string_equal(lesson->summary,
                        "Two threads, one counter. Who wins?");
    assert_int_equal(lesson->minutes, 15);
    assert_int_equal(lesson->first_exercise, 0);
    assert_int_equal(lesson->nexercises, 2);
    assert_string_equal(course_lesson(course, 2)->name, "04_locks");
    assert_string_equal(course_lesson(course, 2)->summary, "");
    assert_int_equal(course_lesson(course, 2)->nexercises, 0);
    course_free(course);
    diags_release(&diags);
}

static void
test_course__has_exercises_with_their_files(void **state)
{
    struct diags diags;
    struct course *course;
    const struct exercise *exercise;
    char *own, *twin;

    (void)state;
    write_course();
    course = open_course(&diags, 0);
    own = folder_path("work/03_races/counter_race.c");
    twin = folder_path("exercises/03_races/counter_race.py");
    assert_int_equal(course_exercise_count(course), 2);
    exercise = course_exercise(course, 0);
    assert_string_equal(exercise->name, "counter_race");
    assert_int_equal(exercise->line, 18);
    assert_int_equal(exercise->lesson, 1);
    assert_string_equal(exercise->own, own);
    assert_string_equal(exercise->twin, twin);
    assert_string_equal(exercise->hold, "counter == expected");
    assert_int_equal(exercise->npredictions, 1);
    assert_int_equal(exercise->predictions[0].nanswers, 2);
    assert_int_equal(exercise->predictions[0].only[0].value, 1);
    assert_int_equal(exercise->nhints, 2);
    assert_int_equal(exercise->hints[0].verdict, VERDICT_NONE);
    assert_int_equal(exercise->hints[1].verdict, VERDICT_RIGHT_BY_LUCK);
    assert_string_equal(exercise->hints[1].text, "Not *every* run is lucky.");
    assert_string_equal(exercise->why, "A lock *orders* them.");
    exercise = course_exercise(course, 1);
    assert_null(exercise->why);
    assert_true(exercise->demonstration);
    assert_null(exercise->solution);
    assert_null(exercise->twin);
    free(own);
    free(twin);
    course_free(course);
    diags_release(&diags);
}

static void
test_course__shows_what_a_reader_is_to_see(void **state)
{
    struct diags diags;
    struct course *course;
    char *text;

    (void)state;
    write_course();
    course = open_course(&diags, 0);
    text = text_of(course_doc(course, course_lesson(course, 1)));
    assert_non_null(strstr(text, "What is printed?"));
    assert_non_null(strstr(text, "all"));
    assert_null(strstr(text, "=="));
    assert_null(strstr(text, "[check]"));
    assert_non_null(strstr(text, "threads"));
    assert_null(strstr(text, "Look at the addition"));
    assert_non_null(strstr(text, "lock_t lock;"));
    assert_null(strstr(text, "int m;"));
    assert_null(strstr(text, "[lock]"));
    assert_non_null(strstr(text, "int x;"));
    free(text);
    course_free(course);
    diags_release(&diags);
}

static void
test_course__makes_a_document_again_as_it_was(void **state)
{
    struct diags diags;
    struct course *course;
    const struct lesson *lesson;
    char *first, *second;
    size_t fence;

    (void)state;
    write_course();
    course = open_course(&diags, 0);
    lesson = course_lesson(course, 1);
    first = text_of(course_doc(course, lesson));
    fence = course_exercise(course, lesson->first_exercise)->fence;
    course_doc_release(course, lesson);
    assert_null(lesson->doc);
    course_doc_release(course, lesson);
    second = text_of(course_doc(course, lesson));
    assert_string_equal(first, second);
    assert_int_equal(course_exercise(course, lesson->first_exercise)->fence,
                     fence);
    free(first);
    free(second);
    course_free(course);
    diags_release(&diags);
}

/* Somebody may write a lesson that others have open. */
static void
test_course__reads_a_lesson_that_has_changed(void **state)
{
    struct diags diags;
    struct course *course;
    const struct lesson *lesson;
    const struct exercise *exercise;
    const struct doc *doc;
    char *text, *longer = str_format("%s%s", "# Raced\n\n```c\nint y;\n```\n",
                                     races);

    (void)state;
    write_course();
    course = open_course(&diags, 0);
    lesson = course_lesson(course, 1);
    exercise = course_exercise(course, lesson->first_exercise);
    folder_write("lessons/03_races.md", longer);
    doc = course_doc(course, lesson);
    text = text_of(doc);
    assert_non_null(strstr(text, "Raced"));
    assert_null(strstr(text, "[check]"));
    assert_int_equal(doc_fence(doc, exercise->fence)->line, 18 + 5);
    assert_int_equal(doc_fence(doc, exercise->predictions[0].fence)->line,
                     11 + 5);
    free(text);
    free(longer);
    course_free(course);
    diags_release(&diags);
}

static void
test_course__says_that_a_lesson_is_gone(void **state)
{
    struct diags diags;
    struct course *course;
    const struct lesson *lesson;
    char *text, *path = folder_path("lessons/03_races.md");

    (void)state;
    write_course();
    course = open_course(&diags, 0);
    lesson = course_lesson(course, 1);
    assert_int_equal(unlink(path), 0);
    text = text_of(course_doc(course, lesson));
    assert_non_null(strstr(text, "Races & more"));
    assert_non_null(strstr(text, "lessons/03_races.md: the lesson cannot be "
                                 "read: No such file or directory."));
    assert_true(course_exercise(course, lesson->first_exercise)->fence >
                doc_fence_count(lesson->doc));
    free(text);
    free(path);
    course_free(course);
    diags_release(&diags);
}

/* A workbook keeps of a whole course what the contents need. */
static void
test_course__forgets_what_readers_alone_need(void **state)
{
    struct diags diags;
    struct course *course;
    const struct lesson *lesson;
    const struct exercise *exercise;

    (void)state;
    write_course();
    diags = (struct diags)DIAGS_INIT;
    assert_int_equal(course_open_brief(folder, NULL, &diags, &course), 0);
    assert_int_equal(diags.count, 0);
    lesson = course_lesson(course, 1);
    exercise = course_exercise(course, lesson->first_exercise);
    assert_int_equal(exercise->npredictions, 0);
    assert_int_equal(exercise->nhints, 0);
    assert_null(exercise->why);
    assert_int_equal(exercise->nknobs, 1);
    assert_string_equal(exercise->hold, "counter == expected");
    for (int round = 0; round < 2; round++) {
        course_doc(course, lesson);
        assert_int_equal(exercise->npredictions, 1);
        assert_int_equal(exercise->predictions[0].line, 11);
        assert_int_equal(
            doc_fence(lesson->doc, exercise->predictions[0].fence)->line, 11);
        assert_int_equal(exercise->nhints, 2);
        assert_string_equal(exercise->why, "A lock *orders* them.");
        course_doc_release(course, lesson);
        assert_int_equal(exercise->nhints, 0);
    }
    course_free(course);
    diags_release(&diags);
}

static void
test_course__finds_lessons_as_people_name_them(void **state)
{
    static const char *const names[] = {
        "3", "03", "03_races", "races", "RACES", "Races & more", "ra", "03_r",
    };
    struct diags diags;
    struct course *course;
    struct diag diag = DIAG_INIT;

    (void)state;
    write_course();
    folder_write("lessons/05_lonely.md", "# Lonely\n");
    course = open_course(&diags, 0);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct lesson *lesson =
            course_find_lesson(course, names[i], &diag);

        if (lesson != course_lesson(course, 1))
            fail_msg("'%s' is not found: %s", names[i], diag.text);
    }
    assert_null(course_find_lesson(course, "rases", &diag));
    assert_string_equal(diag.text,
                        "there is no lesson 'rases'; the nearest is races");
    assert_null(course_find_lesson(course, "7", &diag));
    assert_string_equal(diag.text, "there is no lesson '7'; the first is "
                                   "01_welcome, the last 05_lonely");
    assert_null(course_find_lesson(course, "lo", &diag));
    assert_string_equal(diag.text, "'lo' could be 04_locks, 05_lonely");
    assert_null(course_find_lesson(course, "", &diag));
    assert_null(course_find_lesson(course, "99999999999999999999", &diag));
    course_free(course);
    diags_release(&diags);
}

static void
test_course__names_the_nearest_exercise(void **state)
{
    struct diags diags;
    struct course *course;
    struct diag diag = DIAG_INIT;

    (void)state;
    write_course();
    course = open_course(&diags, 0);
    assert_ptr_equal(course_find_exercise(course, "picture", &diag),
                     course_exercise(course, 1));
    assert_null(course_find_exercise(course, "counter_rac", &diag));
    assert_string_equal(diag.text, "there is no exercise 'counter_rac'; the "
                                   "nearest is counter_race");
    assert_null(course_find_exercise(course, "zebra", &diag));
    assert_non_null(strstr(diag.text, "racecourse list"));
    course_free(course);
    diags_release(&diags);
}

static void
test_course__needs_a_folder_with_lessons(void **state)
{
    struct diags diags = DIAGS_INIT;
    struct course *course = NULL;
    char *none = folder_path("none");

    (void)state;
    assert_int_equal(course_open(none, NULL, &diags, &course), -ENOENT);
    assert_int_equal(diags.count, 1);
    assert_int_equal(course_open(folder, NULL, &diags, &course), -ENOENT);
    assert_int_equal(diags.count, 2);
    folder_write("lessons/notes.txt", "");
    assert_int_equal(course_open(folder, NULL, &diags, &course), -ENOENT);
    assert_int_equal(diags.count, 3);
    assert_null(course);
    course_free(NULL);
    diags_release(&diags);
    free(none);
}

/* A lesson 03_races.md, the line to be reported, a part of what is said.
 * Exercises a and b have their files; 01_welcome.md has exercise other. */
static const struct {
    const char *text;
    int line;
    const char *said;
} malformed[] = {
    {"No title.\n", 1, "has no title"},
    {"# A\n\n```c\nint a;\n", 3, "never ends"},
    {"# A\n\n<!-- minutes: many -->\n", 3, "minutes takes"},
    {"# A\n\n<!-- pause: 3 -->\n", 3, "a pause takes nothing"},
    {"# A\n\n<!-- Pause -->\n", 3, "a pause takes nothing"},
    {"# A\n```exercise a\n```\n<!-- verdict: stack -->\n", 4,
     "the nearest is stuck"},
    {"# A\n```exercise a\n```\n<!-- verdict stuck -->\n", 4, "a colon"},
    {"# A\n```exercise a\n```\n<!-- verdict b: stuck -->\n", 4,
     "no exercise b that"},
    {"# A\n<!-- verdict: stuck -->\n", 2, "no exercise that"},
    {"# A\n\xff\n", 2, "not valid UTF-8"},
    {"# A\n\n```exercise\n```\n", 3, "no name for an exercise"},
    {"# A\n\n```exercise ../a\n```\n", 3, "no name for an exercise"},
    {"# A\n\n```exercise a b\n```\n", 3, "no name for an exercise"},
    {"# A\n```exercise a\n[knobs]\nt = 1\n```\n", 4, "default and a range"},
    {"# A\n```exercise a\n```\n```exercise a\n```\n", 4, "03_races.md line 2"},
    {"# A\n```exercise other\n```\n", 2, "01_welcome.md line 2"},
    {"# A\n```exercise c\n[build]\ndemonstration = yes\n```\n", 2,
     "exercises/03_races/c.c is missing"},
    {"# A\n```exercise a\n[knobs]\nt = 1, 1..2\n[twin]\nper = t\n```\n", 5,
     "exercises/03_races/a.py, which is missing"},
    {"# A\n```exercise unsolved\n```\n", 2,
     "solutions/03_races/unsolved.c is missing"},
    {"# A\n```exercise counter\n```\n```hint cuonter\nx\n```\n", 4,
     "the nearest is counter"},
    {"# A\n```predict other\nx\n```\n", 2, "exercise of lessons/01_welcome"},
    {"# A\n```hint\nx\n```\n", 2, "the name of an exercise"},
    {"# A\n```exercise a\n```\n```hint a\n```\n", 4, "this hint is empty"},
    {"# A\n```exercise a\n```\n```hint a for luck\nx\n```\n", 4,
     "behind a hint's name"},
    {"# A\n```exercise a\n```\n```hint a on stack\nx\n```\n", 4,
     "the nearest is stuck"},
    {"# A\n```exercise a\n```\n```pass a\n \n```\n", 4, "is empty"},
    {"# A\n```exercise a\n```\n```pass b\nx\n```\n", 4, "has no such exercise"},
    {"# A\n```exercise a\n```\n```pass a\nx\n```\n```pass a\ny\n```\n", 7,
     "an explanation for a already"},
    {"# A\n```exercise a\n[build]\ndemonstration = yes\n```\n```pass a\nx\n```\n",
     6, "nothing to pass"},
    {"# A\n```exercise a\n```\n```predict a\nx\n\n1. y\n2. z [1 == 1]\n```\n",
     7, "needs a condition"},
    {"# A\n```code\n```\n", 2, "stands a path"},
    {"# A\n```code exercises/none.c\n```\n", 2, "is not there"},
    {"# A\n```code exercises/03_races/a.c mark\n```\n", 2, "in brackets"},
    {"# A\n```code exercises/03_races/a.c [mark]\n```\n", 2, "no mark [mark]"},
    {"# A\n```code exercises\n```\n", 2, "cannot be shown"},
    {"# A\n```code ../passwd\n```\n", 2, "leaves the course"},
    {"# A\n```code /etc/passwd\n```\n", 2, "leaves the course"},
    {"# A\n```code exercises/link.c\n```\n", 2, "leaves the course"},
};

static void
test_course__says_what_is_malformed_and_where(void **state)
{
    char *link = folder_path("exercises/link.c");

    (void)state;
    folder_write("lessons/01_welcome.md", "# Hello\n```exercise other\n```\n");
    folder_write("exercises/01_welcome/other.c", "");
    folder_write("solutions/01_welcome/other.c", "");
    folder_write("exercises/03_races/a.c", "int a;\n");
    folder_write("solutions/03_races/a.c", "");
    folder_write("exercises/03_races/counter.c", "");
    folder_write("solutions/03_races/counter.c", "");
    folder_write("exercises/03_races/unsolved.c", "");
    assert_int_equal(symlink("/etc/passwd", link), 0);
    free(link);
    for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++) {
        struct diags diags;
        struct course *course;

        folder_write("lessons/03_races.md", malformed[i].text);
        course = open_course(&diags, 1);
        if (strcmp(diags.items[0].file, "lessons/03_races.md") != 0 ||
            diags.items[0].line != malformed[i].line ||
            !strstr(diags.items[0].text, malformed[i].said))
            fail_msg("%s: %s:%d: %s", malformed[i].text, diags.items[0].file,
                     diags.items[0].line, diags.items[0].text);
        assert_int_equal(course_lesson_count(course), 2);
        course_free(course);
        diags_release(&diags);
    }
}

static void
test_course__knows_where_it_speaks_of_a_verdict(void **state)
{
    const struct exercise *first, *second;
    struct diags diags;
    struct course *course;

    (void)state;
    folder_write("exercises/03_races/a.c", "int a;\n");
    folder_write("solutions/03_races/a.c", "");
    folder_write("exercises/03_races/b.c", "int b;\n");
    folder_write("solutions/03_races/b.c", "");
    folder_write("lessons/03_races.md",
                 "# A\n<!-- verdict: stuck, deadlock -->\nWait.\n\n"
                 "```exercise a\n```\n```exercise b\n```\n"
                 "<!-- verdict b: stuck,passed -->\nGo.\n"
                 "<!-- verdicts differ -->\n");
    course = open_course(&diags, 0);
    first = course_exercise(course, 0);
    second = course_exercise(course, 1);
    assert_int_equal(exercise_passage(first, VERDICT_STUCK), 2);
    assert_int_equal(exercise_passage(first, VERDICT_DEADLOCK), 2);
    assert_int_equal(exercise_passage(first, VERDICT_PASSED), 0);
    assert_int_equal(exercise_passage(first, VERDICT_NONE), 0);
    assert_int_equal(exercise_passage(second, VERDICT_STUCK), 9);
    assert_int_equal(exercise_passage(second, VERDICT_PASSED), 9);
    assert_int_equal(exercise_passage(second, VERDICT_DEADLOCK), 2);
    course_free(course);
    diags_release(&diags);
}

static void
test_course__reports_files_that_are_no_lessons(void **state)
{
    struct diags diags;
    struct course *course;
    char *path = folder_path("lessons/06_folder.md");

    (void)state;
    write_course();
    folder_write("lessons/README.md", "");
    folder_write("lessons/.hidden.md", "");
    folder_write("lessons/03_races.md~", "");
    folder_write("lessons/races.md", "# A\n");
    folder_write("lessons/3_races.md", "# A\n");
    folder_write("lessons/07_a b.md", "# A\n");
    folder_write("lessons/04_more.md", "# More\n");
    assert_int_equal(mkdir(path, 0777), 0);
    free(path);
    course = open_course(&diags, 5);
    assert_int_equal(course_lesson_count(course), 4);
    assert_string_equal(diags.items[0].file, "lessons/04_more.md");
    assert_string_equal(diags.items[0].text, "04_locks.md has the same "
                        "number; give one of them another");
    assert_string_equal(diags.items[1].file, "lessons/06_folder.md");
    assert_string_equal(diags.items[1].text,
                        "the lesson cannot be read: Is a directory");
    course_free(course);
    diags_release(&diags);
}

static void
test_course__keeps_work_where_it_is_told_to(void **state)
{
    struct diags diags = DIAGS_INIT;
    struct course *course;

    (void)state;
    write_course();
    assert_int_equal(course_open(folder, "/nowhere/mine", &diags, &course),
                     0);
    assert_string_equal(course_work(course), "/nowhere/mine");
    assert_string_equal(course_exercise(course, 0)->own,
                        "/nowhere/mine/03_races/counter_race.c");
    assert_string_equal(course_root(course), folder);
    course_free(course);
    diags_release(&diags);
}

static void
test_copy__is_made_once_and_never_overwritten(void **state)
{
    struct diags diags;
    struct course *course;
    const struct exercise *exercise;
    struct diag diag = DIAG_INIT;
    char *started = folder_path("work/.started");
    char *text;

    (void)state;
    write_course();
    course = open_course(&diags, 0);
    exercise = course_exercise(course, 0);
    assert_string_equal(copy_current(exercise), exercise->start);
    assert_false(copy_changed(exercise));
    assert_int_equal(copy_make(course, exercise, &diag), 1);
    assert_string_equal(copy_current(exercise), exercise->own);
    assert_false(copy_changed(exercise));
    folder_write("work/03_races/counter_race.c", "int mine;\n");
    assert_true(copy_changed(exercise));
    assert_int_equal(copy_make(course, exercise, &diag), 0);
    assert_int_equal(file_read(exercise->own, 100, &text, NULL), 0);
    assert_string_equal(text, "int mine;\n");
    free(text);
    /* FNV-1a of "int n;\n", by an independent program. */
    assert_int_equal(file_read(started, 100, &text, NULL), 0);
    assert_string_equal(text,
                        "6a10daa7a3a8f25d 03_races/counter_race.c\n");
    free(text);
    free(started);
    course_free(course);
    diags_release(&diags);
}

static void
test_copy__says_what_to_do_where_it_cannot_be_made(void **state)
{
    struct diags diags;
    struct course *course;
    const struct exercise *exercise;
    struct diag diag = DIAG_INIT;
    char *path = folder_path("work");

    (void)state;
    write_course();
    folder_write("work", "a file");
    course = open_course(&diags, 0);
    exercise = course_exercise(course, 0);
    assert_int_equal(copy_make(course, exercise, &diag), -ENOTDIR);
    assert_non_null(strstr(diag.text, path));
    assert_non_null(strstr(diag.text, "racecourse init DIR"));
    unlink(path);
    free(path);
    path = folder_path("work/03_races/counter_race.c");
    assert_int_equal(dir_make(path), 0);
    assert_int_equal(copy_make(course, exercise, &diag), -EEXIST);
    assert_non_null(strstr(diag.text, path));
    assert_string_equal(copy_current(exercise), exercise->start);
    free(path);
    unlink(course_exercise(course, 1)->start);
    assert_int_equal(copy_make(course, course_exercise(course, 1), &diag),
                     -ENOENT);
    assert_non_null(strstr(diag.text, "start file"));
    course_free(course);
    diags_release(&diags);
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, folder_make, folder_remove)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_course__has_lessons_in_order),
        TEST(test_course__has_exercises_with_their_files),
        TEST(test_course__shows_what_a_reader_is_to_see),
        TEST(test_course__makes_a_document_again_as_it_was),
        TEST(test_course__reads_a_lesson_that_has_changed),
        TEST(test_course__says_that_a_lesson_is_gone),
        TEST(test_course__forgets_what_readers_alone_need),
        TEST(test_course__finds_lessons_as_people_name_them),
        TEST(test_course__names_the_nearest_exercise),
        TEST(test_course__needs_a_folder_with_lessons),
        TEST(test_course__says_what_is_malformed_and_where),
        TEST(test_course__knows_where_it_speaks_of_a_verdict),
        TEST(test_course__reports_files_that_are_no_lessons),
        TEST(test_course__keeps_work_where_it_is_told_to),
        TEST(test_copy__is_made_once_and_never_overwritten),
        TEST(test_copy__says_what_to_do_where_it_cannot_be_made),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
