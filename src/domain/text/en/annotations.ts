import type { Phrases } from '../phrase.ts';

/** What can be wrong with a file of annotations: the file, the place in it, and what helps. */
export const annotations = {
  'annotations.nothing': ({ files }) =>
    `${files}: none of these is a file of boxes. Choose COCO or result JSON (.json), Pascal VOC (.xml), YOLO labels with their classes.txt, a table of cells (.csv), or a .zip of these.`,
  'annotations.mixed': ({ files }) =>
    `${files}: these are of several formats. Choose the files of one annotation only: .json files, or .xml files, or .csv files, or .txt files with classes.txt.`,
  'annotations.noZip': ({ file }) =>
    `${file} cannot be unpacked, or holds more than boxes. Pack the annotation files alone into a .zip.`,
  'annotations.encoding': ({ file }) =>
    `${file} is not written in UTF-8, nor in UTF-16 with its mark, so that its names cannot be read. Save it again with the encoding UTF-8.`,
  'annotations.noJson': ({ file, line }) =>
    `${file}, line ${line}: this is no JSON, or it is cut short. Export it again.`,
  'annotations.unknownJson': ({ file }) =>
    `${file} is neither a COCO file (with images, annotations and categories) nor a result.json of this workstation. Export it as COCO detection.`,
  'annotations.badJson': ({ file, where }) =>
    `${file}, at ${where}: this is missing, or not what COCO has there. Export it again as COCO detection, with an id and file_name for each image, an id and name for each category, and bbox as x, y, width, height: four numbers, the last two above 0.`,
  'annotations.badResult': ({ file, where }) =>
    `${file}, at ${where}: this is missing, or not what a result.json of this workstation has there. Export it again from the workstation.`,
  'annotations.noImage': ({ file, where, id }) =>
    `${file}, at ${where}: image_id ${id} is not among its images. Export it again with all images.`,
  'annotations.noCategory': ({ file, where, id }) =>
    `${file}, at ${where}: category_id ${id} is not among its categories. Export it again with all categories.`,
  'annotations.sameId': ({ file, list, id, name, other }) =>
    `${file}: in ${list} the id ${id} means ${name} and ${other}. Export it again with an id of its own for each.`,
  'annotations.noClasses': ({ file }) =>
    `${file} and the others say classes by number only. Add the file with their names, classes.txt, one class a line in the order of the numbers; where data.yaml has them under names, copy them from there.`,
  'annotations.classesDiffer': ({ file, classes, other }) =>
    `${file}: ${classes} and ${other} name the classes differently, and either could be meant. Leave only the one that belongs to these labels in their folder.`,
  'annotations.noLabels': ({ file }) =>
    `${file} names classes, but no label file was chosen with it. Add the .txt files with the boxes.`,
  'annotations.badLine': ({ file, line, text }) =>
    `${file}, line ${line}: “${text}” is not “class x y width height”, nor a class with the corners of an outline. Correct the line or export the file again.`,
  'annotations.notShares': ({ file, line }) =>
    `${file}, line ${line}: the box lies outside the picture. YOLO gives centre and size as shares from 0 to 1, not in pixels: export the file again.`,
  'annotations.noClass': ({ file, line, id, classes }) =>
    `${file}, line ${line}: class ${id} has no name in ${classes}, whose first line is class 0. Choose the classes file that belongs to these labels.`,
  'annotations.noXml': ({ file, line }) =>
    `${file}, line ${line}: this is no well-formed XML. Export it again as Pascal VOC.`,
  'annotations.noVoc': ({ file }) =>
    `${file} is XML but no Pascal VOC annotation: its first element must be <annotation>. Export it again as Pascal VOC.`,
  'annotations.badObject': ({ file, line }) =>
    `${file}, line ${line}: this object lacks a name or a whole bndbox (xmin, ymin, xmax, ymax). Correct it or export the file again.`,
  'annotations.otherSize': ({ file, field, size, expected }) =>
    `${file}: its boxes are for a picture of ${size}, but the field ${field} has ${expected}. Export the annotations at the size of the field.`,
  'annotations.sameName': ({ file, name, fields }) =>
    `${file}: ${name} could be any of the fields ${fields}. Rename the pictures so that each has a name of its own.`,
  'annotations.twice': ({ file, field, other }) =>
    `${file}: the field ${field} has its boxes from ${other} already. Choose one file for each field.`,
  'annotations.noneMatches': ({ files, fields }) =>
    `${files}: no picture that is named there is a field of this case. Its fields are ${fields}; a picture must have the file name of its field.`,
  'annotations.noColumns': ({ file, columns }) =>
    `${file}, line 1: the columns ${columns} are missing. The first line must name file, x, y, width, height and label; countable and patient may follow.`,
  'annotations.badQuotes': ({ file, line }) =>
    `${file}, line ${line}: a quotation mark is not closed, or stands within a text. Close or double it.`,
  'annotations.noFileName': ({ file, line }) =>
    `${file}, line ${line}: the column file is empty. Name the picture that the cell is in.`,
  'annotations.badNumber': ({ file, line, column, text }) =>
    `${file}, line ${line}: ${column} is “${text}”. It must be a number of pixels, width and height above 0. Correct the line.`,
  'annotations.badCountable': ({ file, line, text }) =>
    `${file}, line ${line}: countable is “${text}”. Write true or false, or leave it empty for true.`,
  'annotations.noPictures': ({ files }) =>
    `No picture was chosen (${files}). Choose the folder that holds the pictures with their annotations, or select both together.`,
  'annotations.noneInSet': ({ files, pictures }) =>
    `${files}: no picture that is named there is in the set, which has ${pictures} and such. Give the pictures the names that the truth gives them.`,
  'annotations.pages': ({ file }) =>
    `${file} holds several pages, and the truth cannot say which one it means. Save each page as a picture of its own.`,
} as const satisfies Phrases;
