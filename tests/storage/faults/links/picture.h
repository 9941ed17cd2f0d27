#pragma once

int usePictures();
